// SPDX-License-Identifier: Apache-2.0
// A host name in the one form lists are written in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::domain {

// DNS allows 253 bytes; what is longer names nothing.
inline constexpr std::size_t kMaxNameBytes = 253;

class HostName {
 public:
  // The host of an http(s) address, or a bare name, possibly with a path. Nothing when there is none ("",
  // "about:blank", "http://") or it is longer than DNS allows. A label that IDNA refuses stays, with U+FFFD
  // for what it refused: the others count all the same.
  static std::optional<HostName> Parse(std::string_view address);

  // A-labels, lower case, no dot at the end.
  const std::string& ascii() const { return ascii_; }

  // U-labels, for people.
  std::string unicode() const;

  // Bytes of the address that are the name, half-open.
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  // An IP address: no part of it is a name.
  bool is_address() const { return is_address_; }

  // The name and its parents, longest first, down to two labels. Of an IP address only itself.
  std::vector<std::string_view> Suffixes() const;

 private:
  HostName(std::string ascii, std::size_t begin, std::size_t end);

  std::string ascii_;
  std::size_t begin_;
  std::size_t end_;
  bool is_address_;
};

// The path of an address behind its host, without query and fragment: "/a/b" of "https://x.example:80/a/b?c".
// Empty when there is none.
std::string_view PathOf(std::string_view address, const HostName& host);

}  // namespace watchword::domain

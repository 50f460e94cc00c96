// SPDX-License-Identifier: Apache-2.0
// A host name in the one form lists are written in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::domain {

class HostName {
 public:
  // The host of an http(s) address, or a bare name, possibly with a path.
  // Nothing when there is none ("", "about:blank", "http://"). A label that IDNA
  // refuses stays, with U+FFFD for what it refused: the others count all the same.
  static std::optional<HostName> Parse(std::string_view address);

  // A-labels, lower case, no dot at the end.
  const std::string& ascii() const { return ascii_; }

  // Bytes of the address that are the name, half-open.
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  // The name and its parents, longest first, down to two labels.
  std::vector<std::string_view> Suffixes() const;

 private:
  HostName(std::string ascii, std::size_t begin, std::size_t end)
      : ascii_(std::move(ascii)), begin_(begin), end_(end) {}

  std::string ascii_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace watchword::domain

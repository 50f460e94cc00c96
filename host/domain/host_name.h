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

// A name and its parents, to go through.
class Suffixes {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = std::string_view;

    Iterator() = default;
    Iterator(std::string_view at, bool is_address) : at_(at), is_address_(is_address) { StopAtOneLabel(); }

    std::string_view operator*() const { return at_; }
    Iterator& operator++() {
      at_.remove_prefix(is_address_ ? at_.size() : at_.find('.') + 1);
      StopAtOneLabel();
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_.size() == other.at_.size(); }

   private:
    void StopAtOneLabel() {
      if (!is_address_ && at_.find('.') == std::string_view::npos) at_ = {};
    }

    std::string_view at_;
    bool is_address_ = false;
  };

  Suffixes(std::string_view name, bool is_address) : begin_(name, is_address) {}

  Iterator begin() const { return begin_; }
  Iterator end() const { return {}; }

 private:
  Iterator begin_;
};

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
  Suffixes suffixes() const { return {ascii_, is_address_}; }

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

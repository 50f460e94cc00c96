// SPDX-License-Identifier: Apache-2.0
// Text in normal spelling, and the way back to what was typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::text {

// Bytes of a reading, half-open.
struct NormalRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const NormalRange&, const NormalRange&) = default;
};

// UTF-16 code units of the original, half-open.
struct OriginalRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend auto operator<=>(const OriginalRange&, const OriginalRange&) = default;
};

enum class AddressKind { kUrl, kInviteLink, kHandle, kWallet };

struct Address {
  AddressKind kind = AddressKind::kUrl;
  OriginalRange range;
};

// One spelling of the text: " word word \n word ".
class Reading {
 public:
  // Where one character of the reading came from.
  struct Origin {
    std::uint32_t at = 0;  // byte in the reading
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  Reading(std::string bytes, std::vector<Origin> origins)
      : bytes_(std::move(bytes)), origins_(std::move(origins)) {}

  const std::string& bytes() const { return bytes_; }

  // What was typed for these bytes: from the first character that begins in
  // the range to the last. The range holds at least one that is not a space.
  OriginalRange OriginalOf(NormalRange range) const;

 private:
  std::string bytes_;
  std::vector<Origin> origins_;  // ascending by `at`; spaces and borders have none
};

// Valid UTF-8 in normal spelling. The first reading is the plain one; others
// undo evasive spellings. Only Normalize makes one.
class NormalText {
 public:
  const std::vector<Reading>& readings() const { return readings_; }
  const Reading& plain() const { return readings_.front(); }
  const std::vector<Address>& addresses() const { return addresses_; }

 private:
  NormalText() = default;
  friend NormalText Normalize(std::string_view utf8);

  std::vector<Reading> readings_;  // never empty
  std::vector<Address> addresses_;
};

// Never fails: ill-formed UTF-8 counts as U+FFFD, which separates words.
// Linear in the length of the text.
NormalText Normalize(std::string_view utf8);

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// What folding makes of one character that stands alone, and whether standing
// beside others changes it. Generated (tables/generate_char_table.cc) by asking
// the folding itself, so that the two cannot disagree.
#pragma once

#include <cstdint>

#include "text/chars.h"

namespace watchword::text {

// The first 21 bits say which bits folding flips, the next 3 the CharKind.
class CharInfo {
 public:
  enum Flag : std::uint32_t {
    kSimple = 1u << 24,     // folds to one character, whatever simple character stands beside it
    kWall = 1u << 25,       // simple, and nothing on one side of it minds the other side
    kLatin = 1u << 26,      // simple, a letter of the Latin script
    kForeign = 1u << 27,    // simple, looks like a Latin letter but is none
    kAttaching = 1u << 28,  // may change what stands before it
    kMark = 1u << 29,       // attaching, yet keeps its form and leaves all but Latin letters alone
    kJoins = 1u << 30,      // a mark that shares the original of what it stands on
    kLook = 1u << 31,       // see NeedsALook
  };
  static constexpr std::uint32_t kFoldBits = 0x1FFFFF;
  static constexpr std::uint32_t kKindShift = 21;
  static constexpr std::uint32_t kKindBits = 7u << kKindShift;
  static constexpr std::uint32_t kInvisible = 7u << kKindShift;  // in the place of a kind

  constexpr explicit CharInfo(std::uint32_t bits) : bits_(bits) {}

  constexpr bool Has(std::uint32_t flags) const { return (bits_ & flags) != 0; }
  constexpr std::uint32_t Only(std::uint32_t flags) const { return bits_ & flags; }
  constexpr char32_t Fold(char32_t c) const { return c ^ (bits_ & kFoldBits); }
  constexpr CharKind kind() const { return static_cast<CharKind>((bits_ >> kKindShift) & 7); }
  constexpr bool IsPartOfWord() const {
    return (bits_ & (kSimple | kKindBits)) == kSimple;  // of kind kSpaced
  }
  constexpr bool IsLetter() const { return (bits_ & (kSimple | kKindBits | kLook)) == kSimple; }
  constexpr bool IsPlainMark() const { return Has(kMark) && kind() == CharKind::kMark; }
  constexpr bool IsInvisible() const { return (bits_ & kKindBits) == kInvisible; }

 private:
  std::uint32_t bits_;
};

inline constexpr std::uint32_t kCharBlockBits = 7;
extern const std::uint16_t kCharBlockOf[];
extern const std::uint32_t kCharBlocks[];

inline CharInfo InfoOf(char32_t c) {
  const std::uint32_t block = kCharBlockOf[c >> kCharBlockBits];
  return CharInfo(kCharBlocks[(block << kCharBlockBits) | (c & ((1u << kCharBlockBits) - 1))]);
}

// Folded characters whose neighbours count: they may stand inside words, be
// leet or be part of an address.
constexpr bool NeedsALook(char32_t c) {
  switch (c) {
    case '.':
    case ',':
    case ':':
    case '@':
    case '$':
    case '!':
    case '|':
    case '\'':
    case '`':
    case 0xA5:
    case 0xB4:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x2032:
    case 0x20AC:
      return true;
    default:
      return c >= '0' && c <= '9';
  }
}

}  // namespace watchword::text

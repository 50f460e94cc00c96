// SPDX-License-Identifier: Apache-2.0
// Folds with the character table what it has an answer for.
#pragma once

#include <array>
#include <cstring>
#include <span>
#include <string_view>

#include "base/utf8.h"
#include "text/char_table.h"
#include "text/cursor.h"

namespace watchword::text {

// A folded character, where it came from in UTF-16 units and, roughly, in bytes.
struct Char {
  char32_t c;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t at;
  CharKind kind;
  bool look;
};

// Reads from one cut to another, as far as the next gap between words. A cut is a place where
// neither side minds the other: after a wall, before nothing that attaches.
class Window {
 public:
  enum class Stop {
    kGoOn,     // go on at the cut
    kComplex,  // what follows the cut needs the long way, until EndOfComplex()
  };

  explicit Window(std::string_view utf8) : utf8_(utf8) {}

  // Begins at a cut.
  Stop Read(Cursor from);

  std::span<const Char> chars() const { return std::span(chars_).first(cut_size_); }
  Cursor cut() const { return cut_; }
  Cursor EndOfComplex() const;

 private:
  static constexpr std::size_t kSize = 512;

  bool Take(base::DecodedChar next, CharInfo info);
  bool TakeSimple(base::DecodedChar next, CharInfo info);
  bool TakeMark(base::DecodedChar next, CharInfo info);
  void Cut();

  std::string_view utf8_;
  std::array<Char, kSize> chars_;  // the first size_ count
  std::size_t size_ = 0;
  std::size_t segment_ = 0;  // where the characters began that share their original
  Cursor here_;
  Cursor cut_;
  std::size_t cut_size_ = 0;
  CharInfo last_{0};
  bool wall_ = true;        // what stands before is a wall
  bool invisible_ = false;  // … or an invisible character after one
  std::uint32_t word_ = 0;  // kLatin and kForeign of the characters since the cut
};

// At least eight bytes of ASCII.
inline bool IsAsciiAt(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0;
  if (at + sizeof eight > text.size()) return false;
  std::memcpy(&eight, text.data() + at, sizeof eight);
  return (eight & 0x8080808080808080u) == 0;
}

// DecodeUtf8 of base, inlined for what is frequent.
inline base::DecodedChar DecodeFast(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) {
    if (lead >= 0xC2 && at + 1 < text.size() && (byte(1) & 0xC0) == 0x80) {
      return {(lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
    }
  } else if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && at + 2 < text.size() && (byte(1) & 0xC0) == 0x80 &&
             (byte(2) & 0xC0) == 0x80) {
    return {(lead & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
  }
  return base::DecodeUtf8(text, at);
}

}  // namespace watchword::text

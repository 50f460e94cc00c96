// SPDX-License-Identifier: Apache-2.0
// The spacing of the plain reading, which notes on its way where an address or
// an evasive spelling may be: never too few places, sometimes too many.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/cursor.h"
#include "text/window.h"
#include "text/writer.h"

namespace watchword::text {

// The least that addresses.cc takes for a wallet.
inline constexpr std::size_t kLeastWallet = 26;

struct Spots {
  std::vector<Spot> addresses;
  std::vector<Spot> evasions;
};

class PlainWriter {
 public:
  explicit PlainWriter(std::string_view utf8) : utf8_(utf8), writer_(utf8.size()) {}

  // From one cut to another, nothing but ASCII.
  void PutAscii(Cursor from, std::size_t end);

  // From a cut to another, or to a wall, as far as it goes; maybe not at all.
  Cursor PutSimple(Cursor from);

  // From one cut to another. `whole` is what all of them came from when their
  // places in bytes are unknown.
  void PutChars(std::span<const Char> chars, const Spot* whole);

  Spots& spots() { return spots_; }
  Reading Finish() && { return std::move(writer_).Finish(); }

 private:
  // One stretch of ASCII.
  struct Stretch {
    const unsigned char* text;
    std::size_t begin;
    std::size_t end;
    std::uint32_t shift;  // from bytes to UTF-16 units, modulo 2^32

    std::uint32_t OffsetOf(std::size_t at) const { return static_cast<std::uint32_t>(at) + shift; }
    Spot SpotAt(std::size_t at) const { return {{at, OffsetOf(at)}, at + 1}; }
  };

  std::size_t PutWord(const Stretch& in, std::size_t at);
  std::size_t PutPart(const Stretch& in, std::size_t at);
  std::size_t PutEndOfPart(const Stretch& in, std::size_t at, std::uint8_t& seen);
  void PutSign(const Stretch& in, std::size_t at);
  void PutRareSign(const Stretch& in, std::size_t at);
  void NoteSign(const Stretch& in, std::size_t at);
  void BreakLines(int lines);
  void BreakOther();

  struct WordShape;

  // A space of no length at the end.
  base::DecodedChar CharAt(std::size_t at) const {
    return at < utf8_.size() ? DecodeFast(utf8_, at) : base::DecodedChar{U' ', 0};
  }
  void PutWall(char32_t c, CharKind kind, std::uint32_t begin, std::uint32_t end);
  Cursor PutSimpleWord(Cursor begin);
  bool EndsWord(std::size_t at) const;
  char* CopyLetters(Cursor& here, char* to, WordShape& shape) const;
  bool TakeOther(Cursor& here, char*& to, WordShape& shape) const;
  static void TakeDigit(CharInfo info, WordShape& shape);
  static bool TakeMark(CharInfo info, WordShape& shape);
  void NoteSimpleWord(Spot spot, const WordShape& shape);
  void NoteMarkedWord(Spot spot, bool first_alone, bool last_alone, std::size_t size);

  struct Chars {
    std::span<const Char> chars;
    const Spot* whole;
  };

  bool PutSpecial(const Chars& in, std::size_t i);
  bool PutInsideWord(const Chars& in, std::size_t i);
  void NoteSpecial(const Chars& in, std::size_t i);
  void NoteWord(const Chars& in, std::size_t i);
  void NoteWallet(const Chars& in, std::size_t i);
  static Spot SpotAt(const Chars& in, std::size_t i);

  // What stands before and after a sign, 0 for nothing.
  void Note(char32_t before, char32_t sign, char32_t after, Spot spot);

  void NoteAlone(Spot spot, bool digit, std::size_t unit);

  static constexpr std::size_t kFarApart = 4;  // letters that are not spaced out

  std::string_view utf8_;
  Writer writer_;
  Spots spots_;
  int lines_ = 0;                  // line ends since anything else
  std::size_t units_ = kFarApart;  // folded characters before the stretch or the window
  std::size_t ascii_begin_ = 0;    // where the run of ASCII letters and digits began

  // Letters that stand alone, with one or two characters between.
  Cursor first_alone_;
  std::size_t last_alone_ = 0;
  std::size_t alone_ = 0;
  std::size_t alone_letters_ = 0;
};

}  // namespace watchword::text

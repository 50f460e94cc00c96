// SPDX-License-Identifier: Apache-2.0
#include "text/plain_writer.h"

namespace watchword::text {
namespace {

// The least that evasion.cc takes for a spaced word, of which digits are the lesser half.
constexpr std::size_t kLeastSpacedLetters = 4;
constexpr std::size_t kLeastTrueLetters = 3;

bool IsLetter(char32_t c) {
  return c >= 'a' && c <= 'z';
}

bool IsAlnum(char32_t c) {
  return IsLetter(c) || IsDigit(c);
}

bool IsLeetSign(char32_t c) {
  return c == '@' || c == '$' || c == '!' || c == '|' || c == 0xA5 || c == 0x20AC;
}

char32_t At(std::span<const Char> chars, std::size_t i) {
  return i < chars.size() ? chars[i].c : 0;
}

bool IsWord(std::span<const Char> chars, std::size_t i) {
  return i < chars.size() && chars[i].kind == CharKind::kSpaced;
}

}  // namespace

void PlainWriter::PutChars(std::span<const Char> chars, const Spot* whole) {
  const Chars in{chars, whole};
  for (std::size_t i = 0; i < chars.size(); ++i) {
    const Char& next = chars[i];
    if (next.look && PutSpecial(in, i)) continue;
    if (next.kind == CharKind::kSpace) {
      BreakLines(next.c == ' ' ? 0 : LineEnds(next.c));
    } else if (next.kind == CharKind::kOther) {
      BreakOther();
    } else if (next.kind == CharKind::kMark) {
      lines_ = 0;
      alone_ = 0;  // no separator of spaced-out letters
      writer_.PutMark(next.c, next.begin, next.end);
    } else {
      lines_ = 0;
      writer_.Put(next.c, next.kind, next.begin, next.end);
      if (next.kind == CharKind::kSpaced) NoteWord(in, i);
    }
  }
  units_ += chars.size();
}

void PlainWriter::BreakLines(int lines) {
  lines_ += lines;
  writer_.Break(lines_ >= 2 ? Gap::kBorder : Gap::kSpace);
}

void PlainWriter::BreakOther() {
  lines_ = 0;
  writer_.Break(Gap::kSpace);
}

bool PlainWriter::PutSpecial(const Chars& in, std::size_t i) {
  const Char& next = in.chars[i];
  NoteSpecial(in, i);
  if (i > 0 && PutInsideWord(in, i)) return true;
  if (next.c != '@' || !IsWord(in.chars, i + 1)) return false;
  lines_ = 0;
  writer_.Put(next.c, CharKind::kSymbol, next.begin, next.end);
  return true;
}

// "don't" is one word, and so is "1,000.50".
bool PlainWriter::PutInsideWord(const Chars& in, std::size_t i) {
  const Char& next = in.chars[i];
  if (IsApostrophe(next.c)) return IsWord(in.chars, i - 1) && IsWord(in.chars, i + 1);
  const bool in_number =
      (next.c == '.' || next.c == ',') && IsDigit(in.chars[i - 1].c) && IsDigit(At(in.chars, i + 1));
  if (in_number) writer_.Put(next.c, CharKind::kSpaced, next.begin, next.end);
  return in_number;
}

Spot PlainWriter::SpotAt(const Chars& in, std::size_t i) {
  if (in.whole != nullptr) return *in.whole;
  return {{in.chars[i].at, in.chars[i].begin}, in.chars[i].at + std::size_t{1}};
}

void PlainWriter::NoteSpecial(const Chars& in, std::size_t i) {
  Note(i > 0 ? in.chars[i - 1].c : 0, in.chars[i].c, At(in.chars, i + 1), SpotAt(in, i));
}

void PlainWriter::Note(char32_t before, char32_t sign, char32_t after, Spot spot) {
  const bool within = IsAlnum(after) && (IsAlnum(before) || IsLeetSign(before));
  if (IsDigit(sign)) {
    if (IsLetter(before) || IsLetter(after)) spots_.evasions.push_back(spot);
  } else if (sign == '.') {
    const bool address = IsLetter(after) || (before == 'w' && after > ' ');
    if (address) spots_.addresses.push_back(spot);
  } else if (sign == ':') {
    if (after == '/') spots_.addresses.push_back(spot);
  } else if (IsLeetSign(sign)) {
    if (within || (sign == '$' && IsLetter(after))) spots_.evasions.push_back(spot);
    const bool handle = sign == '@' && (IsAlnum(after) || after == '_' || after == '.');
    if (handle) spots_.addresses.push_back(spot);
  }
}

void PlainWriter::NoteWord(const Chars& in, std::size_t i) {
  const bool alone = !IsWord(in.chars, i + 1) && (i == 0 || !IsWord(in.chars, i - 1));
  if (alone) NoteAlone(SpotAt(in, i), IsDigit(in.chars[i].c), units_ + i);
  if (in.chars[i].c < 0x80) NoteWallet(in, i);
}

void PlainWriter::NoteWallet(const Chars& in, std::size_t i) {
  if (i == 0 || !IsAlnum(in.chars[i - 1].c)) ascii_begin_ = i;
  if (i - ascii_begin_ + 1 == kLeastWallet) spots_.addresses.push_back(SpotAt(in, i));
}

void PlainWriter::NoteAlone(Spot spot, bool digit, std::size_t unit) {
  if (alone_ == 0 || unit - last_alone_ >= kFarApart) {
    first_alone_ = spot.begin;
    alone_ = 0;
    alone_letters_ = 0;
  }
  last_alone_ = unit;
  ++alone_;
  alone_letters_ += digit ? 0 : 1;
  if (alone_ < kLeastSpacedLetters || alone_letters_ < kLeastTrueLetters) return;
  spots_.evasions.push_back({first_alone_, spot.end});
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// The part of PlainWriter that most text in other scripts takes: words and
// unspaced letters that fold alone, and plain gaps between.
#include "text/plain_writer.h"

namespace watchword::text {
namespace {

constexpr std::size_t kLeastWallet = 26;
constexpr std::size_t kMostLetters = 64;  // of a word written here; others are rare
constexpr std::uint32_t kScripts = CharInfo::kLatin | CharInfo::kForeign;

// Where no address and no evasive spelling goes on.
bool IsEnd(CharInfo info, char32_t folded) {
  return info.Has(CharInfo::kWall) && !(folded > ' ' && folded < 0x7F);
}

// What a word consists of.
struct WordShape {
  std::size_t letters = 0;  // and digits
  std::size_t marks = 0;
  std::uint32_t scripts = 0;
  bool ascii_letter = false;
  bool ascii_digit = false;
  bool one_before_mark = false;  // the first letter has a mark at once
  bool one_after_mark = false;   // the last letter follows a mark
  bool after_mark = false;

  std::size_t size() const { return letters + marks; }
};

bool TakeLetter(CharInfo info, char32_t folded, WordShape& shape) {
  if (info.Has(CharInfo::kLook)) {
    if (!IsDigit(folded)) return false;
    shape.ascii_digit = true;
  } else {
    shape.ascii_letter |= folded < 0x80;
  }
  shape.one_after_mark = shape.after_mark;
  shape.after_mark = false;
  shape.scripts |= info.Only(kScripts);
  ++shape.letters;
  return true;
}

// `last` stands before the mark.
bool TakeMark(CharInfo info, CharInfo last, WordShape& shape) {
  const bool order_counts = info.Has(CharInfo::kJoins) && last.Has(CharInfo::kJoins);
  if (shape.letters == 0 || last.Has(CharInfo::kLatin) || order_counts) return false;
  shape.one_before_mark |= shape.size() == 1;
  shape.one_after_mark = false;
  shape.after_mark = true;
  ++shape.marks;
  return true;
}

}  // namespace

// Before each step the text stands at a cut or before a wall.
Cursor PlainWriter::PutSimple(Cursor from) {
  Simple next = SimpleAt(from);
  while (next.here.at < utf8_.size()) {
    if (next.info.IsPartOfWord()) {
      if (!PutSimpleWord(next)) break;
      continue;
    }
    if (!next.info.Has(CharInfo::kWall) && !IsSignAtEnd(next)) break;
    const Simple after = SimpleAt(next.End());
    if (after.info.Has(CharInfo::kAttaching)) break;
    PutWall(next);
    const bool blank = next.c <= ' ';
    next = after;
    if (blank && IsAsciiAt(utf8_, next.here.at)) break;
  }
  return next.here;
}

// A comma before a space is nothing but a gap; between digits it would be more.
bool PlainWriter::IsSignAtEnd(const Simple& sign) const {
  const CharKind kind = sign.info.kind();
  const bool is_sign =
      sign.info.Has(CharInfo::kSimple) && (kind == CharKind::kOther || kind == CharKind::kSymbol);
  if (!is_sign) return false;
  const Simple after = SimpleAt(sign.End());
  return IsEnd(after.info, after.info.Fold(after.c));
}

PlainWriter::Simple PlainWriter::SimpleAt(Cursor here) const {
  if (here.at >= utf8_.size()) return {here, ' ', 0, InfoOf(' ')};
  const base::DecodedChar next = DecodeFast(utf8_, here.at);
  return {here, next.code_point, static_cast<std::uint32_t>(next.bytes), InfoOf(next.code_point)};
}

void PlainWriter::PutWall(const Simple& wall) {
  ++units_;
  const char32_t c = wall.info.Fold(wall.c);
  switch (wall.info.kind()) {
    case CharKind::kSpace:
      return BreakLines(c == ' ' ? 0 : LineEnds(c));
    case CharKind::kOther:
      return BreakOther();
    default:
      lines_ = 0;
      writer_.Put(c, wall.info.kind(), wall.here.offset, wall.End().offset);
  }
}

// Takes the word back when something in it or after it needs a closer look.
bool PlainWriter::PutSimpleWord(Simple& next) {
  const Writer::State before = writer_.state();
  const Simple first = next;
  WordShape shape;
  CharInfo last(0);
  Cursor here = first.here;
  writer_.BeginWord(here.offset);
  char* to = writer_.Room(4 * kMostLetters);
  const char* const begin = to;
  while (here.at < utf8_.size() && shape.size() < kMostLetters) {
    const base::DecodedChar one = DecodeFast(utf8_, here.at);
    const CharInfo info = InfoOf(one.code_point);
    const char32_t folded = info.Fold(one.code_point);
    if (!(info.IsPartOfWord() ? TakeLetter(info, folded, shape)
                              : info.IsPlainMark() && TakeMark(info, last, shape))) {
      break;
    }
    to = WriteUtf8(folded, to);
    here.at += one.bytes;
    here.offset += one.code_point >= 0x10000 ? 2 : 1;
    last = info;
  }
  next = SimpleAt(here);
  if (shape.scripts == kScripts || !(next.info.Has(CharInfo::kWall) || IsSignAtEnd(next))) {
    writer_.Restore(before);
    next = first;
    return false;
  }
  writer_.Advance(static_cast<std::size_t>(to - begin));
  writer_.EndWord(here.offset);
  lines_ = 0;
  const Spot spot{first.here, here.at};
  if (shape.letters >= kLeastWallet) spots_.addresses.push_back(spot);
  if (shape.ascii_letter && shape.ascii_digit) spots_.evasions.push_back(spot);
  if (shape.size() == 1) NoteAlone(spot, shape.ascii_digit, units_);
  if (shape.marks > 0) NoteMarkedWord(spot, shape.one_before_mark, shape.one_after_mark, shape.size());
  units_ += shape.size();
  return true;
}

// Letters around a mark are not spaced out, but the first and the last may end or begin what is.
void PlainWriter::NoteMarkedWord(Spot spot, bool first_alone, bool last_alone, std::size_t size) {
  if (first_alone) NoteAlone(spot, false, units_);
  alone_ = 0;
  if (last_alone) NoteAlone(spot, false, units_ + size - 1);
}

}  // namespace watchword::text

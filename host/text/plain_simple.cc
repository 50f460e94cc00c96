// SPDX-License-Identifier: Apache-2.0
// The part of PlainWriter that most text in other scripts takes: words and
// unspaced letters that fold alone, and plain gaps between.
#include <algorithm>

#include "text/plain_writer.h"

namespace watchword::text {
namespace {

constexpr std::size_t kMostLetters = 64;  // of a word written here; others are rare
constexpr std::uint32_t kScripts = CharInfo::kLatin | CharInfo::kForeign;

// Where no address and no evasive spelling goes on.
bool IsEnd(CharInfo info, char32_t c) {
  const char32_t folded = info.Fold(c);
  return info.Has(CharInfo::kWall) && !(folded > ' ' && folded < 0x7F);
}

Cursor After(Cursor here, base::DecodedChar one) {
  return {here.at + one.bytes, here.offset + (one.code_point >= 0x10000 ? 2 : 1)};
}

// A comma before a space is nothing but a gap; between digits it would be more.
bool IsSign(CharInfo info) {
  return info.Has(CharInfo::kSimple) && (info.kind() == CharKind::kOther || info.kind() == CharKind::kSymbol);
}

}  // namespace

// What a word consists of.
struct PlainWriter::WordShape {
  std::size_t letters = 0;  // and digits
  std::size_t marks = 0;
  std::uint32_t scripts = 0;
  bool ascii_letter = false;
  bool ascii_digit = false;
  bool one_before_mark = false;  // the first letter has a mark at once
  bool one_after_mark = false;   // the last letter follows a mark
  bool after_mark = false;
  CharInfo last{0};

  std::size_t size() const { return letters + marks; }
};

// Nothing but letters, as many as there are.
char* PlainWriter::CopyLetters(Cursor& here, char* to, WordShape& shape) const {
  constexpr char32_t kNone = 0x110000;
  char32_t least = kNone;
  CharInfo last = shape.last;
  std::uint32_t scripts = 0;
  std::size_t size = shape.size();
  const std::size_t before = size;
  Cursor at = here;
  for (; at.at < utf8_.size() && size < kMostLetters; ++size) {
    const base::DecodedChar next = DecodeFast(utf8_, at.at);
    const CharInfo info = InfoOf(next.code_point);
    if (!info.IsLetter()) break;
    const char32_t folded = info.Fold(next.code_point);
    to = WriteUtf8(folded, to);
    least = std::min(least, folded);
    scripts |= info.Only(kScripts);
    last = info;
    at = After(at, next);
  }
  if (size == before) return to;
  shape.one_after_mark = shape.after_mark && size == before + 1;
  shape.after_mark = false;
  shape.letters += size - before;
  shape.scripts |= scripts;
  shape.ascii_letter |= least < 0x80;
  shape.last = last;
  here = at;
  return to;
}

// One digit or mark; false for anything else, which ends the word.
bool PlainWriter::TakeOther(Cursor& here, char*& to, WordShape& shape) const {
  if (here.at >= utf8_.size() || shape.size() == kMostLetters) return false;
  const base::DecodedChar next = DecodeFast(utf8_, here.at);
  const CharInfo info = InfoOf(next.code_point);
  const char32_t folded = info.Fold(next.code_point);
  if (info.IsPartOfWord() && IsDigit(folded)) {
    TakeDigit(info, shape);
  } else if (!info.IsPlainMark() || !TakeMark(info, shape)) {
    return false;
  }
  to = WriteUtf8(folded, to);
  here = After(here, next);
  shape.last = info;
  return true;
}

void PlainWriter::TakeDigit(CharInfo info, WordShape& shape) {
  shape.ascii_digit = true;
  shape.one_after_mark = shape.after_mark;
  shape.after_mark = false;
  shape.scripts |= info.Only(kScripts);
  ++shape.letters;
}

bool PlainWriter::TakeMark(CharInfo info, WordShape& shape) {
  const bool order_counts = info.Has(CharInfo::kJoins) && shape.last.Has(CharInfo::kJoins);
  if (shape.letters == 0 || shape.last.Has(CharInfo::kLatin) || order_counts) return false;
  shape.one_before_mark |= shape.size() == 1;
  shape.one_after_mark = false;
  shape.after_mark = true;
  ++shape.marks;
  return true;
}

// Before each step the text stands at a cut or before a wall. What changes with
// each character is kept in plain variables: structs would live in memory.
Cursor PlainWriter::PutSimple(Cursor from) {
  Cursor here = from;
  base::DecodedChar next = CharAt(here.at);
  CharInfo info = InfoOf(next.code_point);
  while (here.at < utf8_.size()) {
    if (info.IsPartOfWord()) {
      const Cursor end = PutSimpleWord(here);
      if (end.at == here.at) break;
      here = end;
      next = CharAt(here.at);
      info = InfoOf(next.code_point);
      continue;
    }
    const Cursor end = After(here, next);
    const base::DecodedChar after = CharAt(end.at);
    const CharInfo after_info = InfoOf(after.code_point);
    if (after_info.Has(CharInfo::kAttaching)) break;
    if (!info.Has(CharInfo::kWall) && !(IsSign(info) && IsEnd(after_info, after.code_point))) break;
    PutWall(info.Fold(next.code_point), info.kind(), here.offset, end.offset);
    const bool blank = next.code_point <= ' ';
    here = end;
    next = after;
    info = after_info;
    if (blank && IsAsciiAt(utf8_, here.at)) break;
  }
  return here;
}

// Nothing but a gap may follow the word.
bool PlainWriter::EndsWord(std::size_t at) const {
  const base::DecodedChar next = CharAt(at);
  const CharInfo info = InfoOf(next.code_point);
  if (info.Has(CharInfo::kWall)) return true;
  if (!IsSign(info)) return false;
  const char32_t after = CharAt(at + next.bytes).code_point;
  return IsEnd(InfoOf(after), after);
}

void PlainWriter::PutWall(char32_t c, CharKind kind, std::uint32_t begin, std::uint32_t end) {
  ++units_;
  if (kind == CharKind::kSpace) {
    BreakLines(c == ' ' ? 0 : LineEnds(c));
  } else if (kind == CharKind::kOther) {
    BreakOther();
  } else {
    lines_ = 0;
    writer_.Put(c, kind, begin, end);
  }
}

// Where the word ends; where it begins when something in it or after it needs
// a closer look.
Cursor PlainWriter::PutSimpleWord(Cursor begin) {
  const Writer::State before = writer_.state();
  WordShape shape;
  writer_.BeginWord(begin.offset);
  char* const room = writer_.Room(4 * kMostLetters);
  char* to = room;
  Cursor here = begin;
  for (bool more = true; more && here.at < utf8_.size() && shape.size() < kMostLetters;) {
    to = CopyLetters(here, to, shape);
    more = TakeOther(here, to, shape);
  }
  if (shape.scripts == kScripts || shape.size() == 0 || !EndsWord(here.at)) {
    writer_.Restore(before);
    return begin;
  }
  writer_.Advance(static_cast<std::size_t>(to - room));
  writer_.EndWord(here.offset);
  NoteSimpleWord({begin, here.at}, shape);
  return here;
}

void PlainWriter::NoteSimpleWord(Spot spot, const WordShape& shape) {
  lines_ = 0;
  if (shape.letters >= kLeastWallet) spots_.addresses.push_back(spot);
  if (shape.ascii_letter && shape.ascii_digit) spots_.evasions.push_back(spot);
  if (shape.size() == 1) NoteAlone(spot, shape.ascii_digit, units_);
  if (shape.marks > 0) NoteMarkedWord(spot, shape.one_before_mark, shape.one_after_mark, shape.size());
  units_ += shape.size();
}

// Letters around a mark are not spaced out, but the first and the last may end or begin what is.
void PlainWriter::NoteMarkedWord(Spot spot, bool first_alone, bool last_alone, std::size_t size) {
  if (first_alone) NoteAlone(spot, false, units_);
  alone_ = 0;
  if (last_alone) NoteAlone(spot, false, units_ + size - 1);
}

}  // namespace watchword::text

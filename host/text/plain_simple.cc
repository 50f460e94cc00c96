// SPDX-License-Identifier: Apache-2.0
// The part of PlainWriter that most text in other scripts takes: words of
// letters that fold alone, unspaced letters, and plain gaps between.
#include "text/plain_writer.h"

namespace watchword::text {
namespace {

constexpr std::size_t kLeastWallet = 26;
constexpr std::uint32_t kScripts = CharInfo::kLatin | CharInfo::kForeign;

bool IsPlainLetter(CharInfo info) {
  return info.Has(CharInfo::kSimple) && !info.Has(CharInfo::kLook) && info.kind() == CharKind::kSpaced;
}

}  // namespace

// Before each step here_ stands at a cut or before a wall.
Cursor PlainWriter::PutSimple(Cursor from) {
  Simple next = SimpleAt(from);
  while (next.here.at < utf8_.size()) {
    if (IsPlainLetter(next.info)) {
      if (!PutSimpleWord(next)) break;
      continue;
    }
    if (!next.info.Has(CharInfo::kWall)) break;
    const Simple after = SimpleAt(next.End());
    if (after.info.Has(CharInfo::kAttaching)) break;
    PutWall(next);
    const bool blank = next.c <= ' ';
    next = after;
    if (blank && IsAsciiAt(utf8_, next.here.at)) break;
  }
  return next.here;
}

PlainWriter::Simple PlainWriter::SimpleAt(Cursor here) const {
  if (here.at >= utf8_.size()) return {here, 0, 0, InfoOf(' ')};
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

// Takes the word back when it does not end at a wall: something in it or after
// it needs a closer look.
bool PlainWriter::PutSimpleWord(Simple& next) {
  const Writer::State before = writer_.state();
  const Simple first = next;
  std::uint32_t scripts = 0;
  std::size_t count = 0;
  writer_.BeginWord(first.here.offset);
  for (; IsPlainLetter(next.info); ++count) {
    scripts |= next.info.Only(kScripts);
    writer_.AppendToWord(next.info.Fold(next.c));
    next = SimpleAt(next.End());
  }
  if (!next.info.Has(CharInfo::kWall) || scripts == kScripts) {
    writer_.Restore(before);
    next = first;
    return false;
  }
  writer_.EndWord(next.here.offset);
  lines_ = 0;
  const Spot spot{first.here, next.here.at};
  if (count == 1) NoteAlone(spot, false, units_);
  if (count >= kLeastWallet) spots_.addresses.push_back(spot);
  units_ += count;
  return true;
}

}  // namespace watchword::text

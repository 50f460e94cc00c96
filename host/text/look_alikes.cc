// SPDX-License-Identifier: Apache-2.0
#include "text/look_alikes.h"

#include "text/chars.h"
#include "text/tables.h"

namespace watchword::text {
namespace {

bool IsWordPart(char32_t c) {
  const CharKind kind = KindOf(c);
  return kind == CharKind::kSpaced || kind == CharKind::kMark || IsApostrophe(c);
}

// The likeness of the letter as typed counts first: a Cyrillic capital may look
// like Latin although its small form does not.
char32_t Likeness(const Unit& unit) {
  const char32_t typed = ForeignLookAlike(unit.raw);
  return typed != 0 ? typed : ForeignLookAlike(unit.c);
}

bool MixesScripts(const Units& units, std::size_t from, std::size_t to) {
  bool latin = false;
  bool foreign = false;
  for (std::size_t i = from; i < to; ++i) {
    const bool is_latin = IsLatin(units[i].c);
    latin |= is_latin;
    foreign |= !is_latin && Likeness(units[i]) != 0;
  }
  return latin && foreign;
}

void FoldWord(Units& units, std::size_t from, std::size_t to) {
  const bool mixed = MixesScripts(units, from, to);
  for (std::size_t i = from; i < to; ++i) {
    const char32_t plain =
        IsLatin(units[i].c) ? LatinLookAlike(units[i].c) : (mixed ? Likeness(units[i]) : 0);
    if (plain != 0) units[i].c = plain;
  }
}

}  // namespace

Units FoldLookAlikes(const Units& units) {
  Units out = units;
  for (std::size_t at = 0; at < out.size();) {
    if (!IsWordPart(out[at].c)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool ascii = true;
    for (; end < out.size() && IsWordPart(out[end].c); ++end) ascii &= out[end].c < 0x80;
    if (!ascii) FoldWord(out, at, end);
    at = end;
  }
  return out;
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
#include "text/look_alikes.h"

#include <string_view>

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

// The Cyrillic letter that a Latin one is typed for, or 0.
char32_t CyrillicTwin(const Unit& unit) {
  if (unit.raw == 'B') return U'в';
  constexpr std::u32string_view kLatin = U"acehikmnoprtuxyb";
  constexpr std::u32string_view kCyrillic = U"асенікмпоргтихуь";
  static_assert(kLatin.size() == kCyrillic.size());
  const auto at = kLatin.find(unit.c);
  return at == std::u32string_view::npos ? 0 : kCyrillic[at];
}

enum class Home { kOneScript, kLatin, kCyrillic };

Home HomeOf(const Units& units, std::size_t from, std::size_t to) {
  bool latin = false;
  bool foreign = false;
  bool only_cyrillic = false;  // a letter that none of Latin script looks like
  bool only_latin = false;
  for (std::size_t i = from; i < to; ++i) {
    const bool is_latin = IsLatin(units[i].c);
    latin |= is_latin;
    foreign |= !is_latin && Likeness(units[i]) != 0;
    only_cyrillic |= IsCyrillic(units[i].c) && Likeness(units[i]) == 0;
    only_latin |= is_latin && CyrillicTwin(units[i]) == 0;
  }
  if (latin && only_cyrillic && !only_latin) return Home::kCyrillic;
  return latin && foreign ? Home::kLatin : Home::kOneScript;
}

char32_t PlainIn(Home home, const Unit& unit) {
  if (!IsLatin(unit.c)) return home == Home::kLatin ? Likeness(unit) : 0;
  return home == Home::kCyrillic ? CyrillicTwin(unit) : LatinLookAlike(unit.c);
}

void FoldWord(Units& units, std::size_t from, std::size_t to) {
  const Home home = HomeOf(units, from, to);
  for (std::size_t i = from; i < to; ++i) {
    const char32_t plain = PlainIn(home, units[i]);
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

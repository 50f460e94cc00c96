// SPDX-License-Identifier: Apache-2.0
#include "domain/skeleton.h"

#include "domain/idna.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/tables.h"

namespace watchword::domain {
namespace {

char SkeletonOf(char c) {
  if (c == '0') return 'o';
  return c == '1' || c == 'i' ? 'l' : c;
}

// In a name, unlike in a text, a word wholly in another script imitates too: nobody reads a brand's name by
// chance.
char32_t LatinOf(const text::Unit& unit) {
  if (unit.c < 0x80) return unit.c;
  for (const char32_t c : {unit.raw, unit.c}) {
    if (const char32_t foreign = text::ForeignLookAlike(c); foreign != 0) return foreign;
    if (const char32_t latin = text::LatinLookAlike(c); latin != 0) return latin;
  }
  return 0;
}

}  // namespace

std::string Skeleton(std::string_view ascii) {
  std::string skeleton;
  skeleton.reserve(ascii.size());
  for (std::size_t i = 0; i < ascii.size(); ++i) {
    const std::string_view pair = ascii.substr(i, 2);
    if (pair == "rn" || pair == "vv") {
      skeleton += pair == "rn" ? 'm' : 'w';
      ++i;
    } else {
      skeleton += SkeletonOf(ascii[i]);
    }
  }
  return skeleton;
}

std::optional<std::string> LatinLookOf(std::string_view label) {
  if (!label.starts_with("xn--")) return std::nullopt;
  const auto unicode = ToUnicode(label);
  // What is no Punycode stays what it is, and looks like nothing else.
  if (unicode.name.empty() || unicode.name.starts_with("xn--")) return std::nullopt;
  std::string latin;
  for (const text::Unit& unit : text::FoldDiacritics(text::FoldCompatibility(text::Decode(unicode.name)))) {
    const char32_t c = LatinOf(unit);
    if (c == 0 || c >= 0x80) return std::nullopt;
    latin += static_cast<char>(c);
  }
  return latin;
}

}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "text/chars.h"
#include "text/tables.h"

namespace watchword::text {
namespace {

const icu::Normalizer2& CaseFolder() {
  UErrorCode failure = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(failure);
}

const icu::Normalizer2& Decomposer() {
  UErrorCode failure = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(failure);
}

// Squared and circled white-on-black letters have no compatibility mapping.
char32_t EnclosedLetter(char32_t c) {
  if (c >= 0x1F150 && c <= 0x1F169) return 'a' + (c - 0x1F150);
  if (c >= 0x1F170 && c <= 0x1F189) return 'a' + (c - 0x1F170);
  if (c >= 0x1F1E6 && c <= 0x1F1FF) return 'a' + (c - 0x1F1E6);
  return 0;
}

// The braille blank and the object placeholder look empty but are no spaces to Unicode.
bool IsInvisible(char32_t c) {
  return c == 0x2800 || (c >= 0xFFF9 && c <= 0xFFFC) ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

void Extend(Units& units, std::uint32_t end) {
  if (!units.empty()) units.back().end = end;
}

// Folds units[from, to), which interact with nothing outside, as a whole.
void FoldSegment(const Units& units, std::size_t from, std::size_t to, Units& out) {
  icu::UnicodeString source;
  for (std::size_t i = from; i < to; ++i) {
    const char32_t letter = EnclosedLetter(units[i].c);
    source.append(static_cast<UChar32>(letter != 0 ? letter : units[i].c));
  }
  UErrorCode failure = U_ZERO_ERROR;
  const icu::UnicodeString folded = CaseFolder().normalize(source, failure);
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    out.push_back(
        {static_cast<char32_t>(folded.char32At(at)), units[from].raw, units[from].begin, units[to - 1].end});
  }
}

bool BeginsSegment(char32_t c) {
  return c < 0x300 || CaseFolder().hasBoundaryBefore(static_cast<UChar32>(c)) != 0;
}

bool IsPlainAscii(const Units& units, std::size_t at) {
  return units[at].c < 0x80 && (at + 1 == units.size() || units[at + 1].c < 0x300);
}

void AppendLowerAscii(const Unit& unit, Units& out) {
  Unit lower = unit;
  if (lower.c >= 'A' && lower.c <= 'Z') lower.c += 'a' - 'A';
  out.push_back(lower);
}

bool IsCombiningMark(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

// Letters with a stroke or joined letters, which have no decomposition.
const char* PlainLatin(char32_t c) {
  switch (c) {
    case 0xE6:
      return "ae";
    case 0x153:
      return "oe";
    case 0xF8:
      return "o";
    case 0x111:
    case 0xF0:
      return "d";
    case 0xFE:
      return "th";
    case 0x127:
      return "h";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x167:
      return "t";
    case 0x180:
      return "b";
    case 0x1B6:
      return "z";
    case 0x249:
      return "j";
    default:
      return nullptr;
  }
}

void AppendPlainLatin(const Unit& unit, Units& out) {
  if (const char* plain = PlainLatin(unit.c)) {
    for (; *plain != 0; ++plain)
      out.push_back({static_cast<char32_t>(*plain), unit.raw, unit.begin, unit.end});
    return;
  }
  icu::UnicodeString decomposed;
  const bool has = Decomposer().getDecomposition(static_cast<UChar32>(unit.c), decomposed) != 0;
  out.push_back(
      {has ? static_cast<char32_t>(decomposed.char32At(0)) : unit.c, unit.raw, unit.begin, unit.end});
}

// Arabic letters that are typed for one another; Persian forms included.
char32_t FoldArabic(char32_t c) {
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return 0x627;
    case 0x629:
      return 0x647;
    case 0x649:
    case 0x6CC:
      return 0x64A;
    case 0x6A9:
      return 0x643;
    default:
      return c;
  }
}

bool IsDroppedInScript(char32_t c) {
  const bool arabic_point = (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640;
  const bool hebrew_point = c >= 0x591 && c <= 0x5C7 && IsCombiningMark(c);
  return arabic_point || hebrew_point || c == 0x93C;
}

char32_t FoldDevanagari(char32_t c) {
  return c == 0x901 ? 0x902 : c;
}

char32_t FoldDigit(char32_t c) {
  const auto digit = u_charDigitValue(static_cast<UChar32>(c));
  return digit >= 0 ? U'0' + static_cast<char32_t>(digit) : c;
}

char32_t FoldWithinScript(char32_t c) {
  if (c == 0x66A) return '%';
  if (c == 0x451) return 0x435;  // ё is mostly written е
  if (c >= 0x600 && c < 0x700) return FoldDigit(FoldArabic(c));
  if (c >= 0x3400 && c < 0xA000) return Simplify(c);
  return FoldDigit(FoldDevanagari(c));
}

}  // namespace

Units FoldCompatibility(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (std::size_t at = 0; at < units.size();) {
    if (IsPlainAscii(units, at)) {
      AppendLowerAscii(units[at++], out);
      continue;
    }
    if (IsInvisible(units[at].c)) {
      Extend(out, units[at++].end);
      continue;
    }
    std::size_t end = at + 1;
    while (end < units.size() && !BeginsSegment(units[end].c) && !IsInvisible(units[end].c)) ++end;
    FoldSegment(units, at, end, out);
    at = end;
  }
  return out;
}

Units FoldDiacritics(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (const Unit& unit : units) {
    const bool after_latin = !out.empty() && IsLatin(out.back().c);
    if (unit.c >= 0x300 && after_latin && IsCombiningMark(unit.c)) {
      Extend(out, unit.end);
    } else if (unit.c >= 0x80 && IsLatin(unit.c)) {
      AppendPlainLatin(unit, out);
    } else {
      out.push_back(unit);
    }
  }
  return out;
}

Units FoldScripts(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (const Unit& unit : units) {
    if (unit.c < 0x80) {
      out.push_back(unit);
    } else if (IsDroppedInScript(unit.c)) {
      Extend(out, unit.end);
    } else {
      out.push_back(unit);
      out.back().c = FoldWithinScript(unit.c);
    }
  }
  return out;
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
#include "text/chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace watchword::text {
namespace {

UScriptCode ScriptOf(char32_t c) {
  UErrorCode failure = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &failure);
}

bool IsUnspacedLetter(char32_t c) {
  if (c < 0x0E00) return false;
  // Iteration and length marks of kana are of script Common.
  if (c == 0x30FC || c == 0x3005 || c == 0x3007) return true;
  switch (ScriptOf(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
      return true;
    default:
      return false;
  }
}

CharKind KindOfAscii(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) return CharKind::kSpaced;
  if (c == '%' || c == '+' || c == '$') return CharKind::kSymbol;
  if (c == ' ' || (c >= 9 && c <= 13)) return CharKind::kSpace;
  return CharKind::kOther;
}

}  // namespace

CharKind KindOf(char32_t c) {
  if (c < 0x80) return KindOfAscii(c);
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
    case U_DECIMAL_DIGIT_NUMBER:
    case U_OTHER_NUMBER:
      return IsUnspacedLetter(c) ? CharKind::kUnspaced : CharKind::kSpaced;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      return IsUnspacedLetter(c) ? CharKind::kUnspaced : CharKind::kMark;
    case U_CURRENCY_SYMBOL:
      return CharKind::kSymbol;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return CharKind::kSpace;
    default:
      return c == 0x85 ? CharKind::kSpace : CharKind::kOther;
  }
}

bool IsDigit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool IsLatin(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(c)) && ScriptOf(c) == USCRIPT_LATIN;
}

bool IsCyrillic(char32_t c) {
  return c >= 0x400 && c < 0x530 && u_isalpha(static_cast<UChar32>(c));
}

bool IsApostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x00B4 || c == 0x2032;
}

int LineEnds(char32_t c) {
  if (c == '\n' || c == 0x0B || c == 0x85 || c == 0x2028) return 1;
  return c == '\f' || c == 0x2029 ? 2 : 0;
}

}  // namespace watchword::text

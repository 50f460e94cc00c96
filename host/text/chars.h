// SPDX-License-Identifier: Apache-2.0
// What a character is to the normal spelling.
#pragma once

#include <cstdint>

namespace watchword::text {

enum class CharKind : std::uint8_t {
  kSpaced,    // letter or digit of a script that separates words
  kUnspaced,  // letter of a script that does not: Han, kana, Thai, Lao, Khmer, Myanmar …
  kMark,      // combining mark: belongs to what stands before it
  kSymbol,    // a word of its own: % + and currency signs
  kSpace,     // white space
  kOther,     // punctuation, emoji, anything else: separates like a space
};

// `c` is folded already.
CharKind KindOf(char32_t c);

bool IsDigit(char32_t c);  // 0 to 9
bool IsLatin(char32_t c);  // a letter of the Latin script
bool IsCyrillic(char32_t c);
bool IsApostrophe(char32_t c);

// Lines that end here: 1 for a line, 2 for a paragraph, 0 otherwise.
int LineEnds(char32_t c);

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// The way back: whatever stretch of a reading is named, the original cut there
// and normalised says the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "text/normal_text.h"

namespace watchword::text {
namespace {

std::string Cut(const std::string& text, OriginalRange range) {
  const std::size_t begin = base::ByteOffset(text, range.begin);
  return text.substr(begin, base::ByteOffset(text, range.end) - begin);
}

TEST(OriginalOf, CountsUtf16UnitsOfWhatWasTyped) {
  const NormalText text = Normalize("💰💰 pay tax");
  EXPECT_EQ(text.plain().OriginalOf({0, 1}), (OriginalRange{5, 8}));
  EXPECT_EQ(text.plain().OriginalOf({0, 2}), (OriginalRange{5, 12}));
}

TEST(OriginalOf, CoversInvisibleCharactersAndMarksInside) {
  const std::string typed = "x p\u200Ba\u0301y\u0336 z";
  const NormalText text = Normalize(typed);
  ASSERT_EQ(text.plain().bytes(), " x pay z ");
  EXPECT_EQ(Cut(typed, text.plain().OriginalOf({1, 2})), "p\u200Ba\u0301y\u0336");
}

TEST(OriginalOf, OneCharacterThatStandsForSeveralIsTakenWhole) {
  const std::string typed = "half\u00BDcup";
  const NormalText text = Normalize(typed);
  ASSERT_EQ(text.plain().bytes(), " half1 2cup ");
  EXPECT_EQ(Cut(typed, text.plain().OriginalOf({0, 1})), "half\u00BD");
  EXPECT_EQ(Cut(typed, text.plain().OriginalOf({1, 2})), "\u00BDcup");
}

// Pieces of every script and evasion, to be strung together at random.
const std::vector<std::string>& Pieces() {
  static const std::vector<std::string> kPieces = {
      "pay",        "Tax",      "don’t", "pаymеnt", "Ｗｈａｔｓ", "𝚝𝚒𝚗",      "W\u0336h\u0337y",
      "ho\u200Bla", "depósito", "lừa",   "微信",    "發錯",       "加",       "ﾀﾞｳﾝ",
      "สวัสดี",       "ขํา",       "أَهْلاً",  "क़िताब",   "ខ្មែរ",       "안녕",     "Привет",
      "НЕLLО",      "🅰🅱",       "💰",     "$500",    "3%",         "1,000.50", "W h a t s",
      "inv3st",     "c1ick",    "@name", "t.me/ab", "\n\n",       "\n",       " ",
      "  ",         ", ",       "。",    "!",       "-",          "e\u0301",  "\uFB03",
      "ß",          "İ",        "㎏",    "\xFF",    "\xE4\xB8",   "\u3000",   "\u2028",
      "x\uFE0Fy"};
  return kPieces;
}

std::string RandomText(std::mt19937& random) {
  std::string text;
  const std::size_t count = 1 + random() % 12;
  for (std::size_t i = 0; i < count; ++i)
    text += Pieces()[random() % Pieces().size()] + (random() % 2 ? " " : "");
  return base::RepairUtf8(text);
}

// Characters that Unicode composes or takes apart share their original.
bool SharesItsOriginal(const Reading& reading, std::size_t i) {
  const auto& tokens = reading.tokens();
  const bool with_last = i > 0 && tokens[i - 1].original_end > tokens[i].original_begin;
  return with_last || (i + 1 < tokens.size() && tokens[i + 1].kind != TokenKind::kBorder &&
                       tokens[i + 1].original_begin < tokens[i].original_end);
}

// Tokens a hit may begin or end with: no border, and an @ is a word only before a name.
std::vector<std::size_t> Ends(const Reading& reading) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < reading.tokens().size(); ++i) {
    const bool border = reading.tokens()[i].kind == TokenKind::kBorder;
    if (!border && reading.At(i) != "@" && !SharesItsOriginal(reading, i)) ends.push_back(i);
  }
  return ends;
}

// No phrase crosses a border, and further readings leave out text there.
std::size_t LastEnd(const Reading& reading, const std::vector<std::size_t>& ends, std::size_t first,
                    std::size_t more) {
  std::size_t last = std::min(first + more, ends.size() - 1);
  const auto crosses = [&] {
    const auto begin = reading.tokens().begin();
    return std::any_of(begin + static_cast<std::ptrdiff_t>(ends[first]),
                       begin + static_cast<std::ptrdiff_t>(ends[last]),
                       [](const Token& token) { return token.kind == TokenKind::kBorder; });
  };
  while (crosses()) --last;
  return last;
}

bool SaysTheSame(const std::string& cut, const std::string& wanted) {
  const NormalText again = Normalize(cut);
  return std::any_of(again.readings().begin(), again.readings().end(),
                     [&wanted](const Reading& reading) { return reading.bytes() == " " + wanted + " "; });
}

TEST(OriginalOf, CutAndNormalisedGivesTheMatchedText) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 20000; ++round) {
    const std::string typed = RandomText(random);
    const NormalText text = Normalize(typed);
    const std::size_t length = base::Utf16Length(typed);
    for (const Reading& reading : text.readings()) {
      const auto ends = Ends(reading);
      if (ends.empty()) continue;
      const std::size_t first = random() % ends.size();
      const std::size_t last = LastEnd(reading, ends, first, random() % 3);
      const OriginalRange original = reading.OriginalOf({ends[first], ends[last] + 1});
      ASSERT_LT(original.begin, original.end) << typed;
      ASSERT_LE(original.end, length) << typed;
      const std::size_t begin = reading.tokens()[ends[first]].begin;
      const std::string wanted = reading.bytes().substr(begin, reading.tokens()[ends[last]].end - begin);
      ASSERT_TRUE(SaysTheSame(Cut(typed, original), wanted))
          << "typed [" << typed << "] cut [" << Cut(typed, original) << "] wanted [" << wanted << "]";
    }
  }
}

}  // namespace
}  // namespace watchword::text

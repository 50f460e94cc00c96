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
  EXPECT_EQ(text.plain().OriginalOf({1, 4}), (OriginalRange{5, 8}));
  EXPECT_EQ(text.plain().OriginalOf({0, 9}), (OriginalRange{5, 12}));
}

TEST(OriginalOf, CoversInvisibleCharactersAndMarksInside) {
  const std::string typed = "x p\u200Ba\u0301y\u0336 z";
  const NormalText text = Normalize(typed);
  ASSERT_EQ(text.plain().bytes(), " x pay z ");
  EXPECT_EQ(Cut(typed, text.plain().OriginalOf({3, 6})), "p\u200Ba\u0301y\u0336");
}

TEST(OriginalOf, OneCharacterThatStandsForSeveralIsTakenWhole) {
  const std::string typed = "o\uFB03ce";
  const NormalText text = Normalize(typed);
  ASSERT_EQ(text.plain().bytes(), " office ");
  EXPECT_EQ(Cut(typed, text.plain().OriginalOf({2, 4})), "\uFB03");
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

// Whole words only: that is what a hit names.
std::vector<NormalRange> Words(const std::string& bytes) {
  std::vector<NormalRange> words;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = bytes.find_first_not_of(" \n", at);
    if (begin == std::string::npos) break;
    at = std::min(bytes.find_first_of(" \n", begin), bytes.size());
    // An @ is a word only before a name, so no stretch ends with it.
    if (bytes.substr(begin, at - begin) != "@") words.push_back({begin, at});
  }
  return words;
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
      const auto words = Words(reading.bytes());
      if (words.empty()) continue;
      const std::size_t first = random() % words.size();
      const std::size_t last = std::min(first + random() % 3, words.size() - 1);
      const NormalRange range{words[first].begin, words[last].end};
      const OriginalRange original = reading.OriginalOf(range);
      ASSERT_LT(original.begin, original.end) << typed;
      ASSERT_LE(original.end, length) << typed;
      const std::string wanted = reading.bytes().substr(range.begin, range.end - range.begin);
      ASSERT_TRUE(SaysTheSame(Cut(typed, original), wanted))
          << "typed [" << typed << "] cut [" << Cut(typed, original) << "] wanted [" << wanted << "]";
    }
  }
}

}  // namespace
}  // namespace watchword::text

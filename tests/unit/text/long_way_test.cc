// SPDX-License-Identifier: Apache-2.0
// The quick way through tables says to the byte what the long way says.
#include "unit/text/long_way.h"

#include <gtest/gtest.h>

namespace watchword::text {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

constexpr int kRounds = kSanitized ? 10000 : 60000;

TEST(QuickWay, SaysWhatTheLongWaySaysOfOddTexts) {
  OddTexts texts(20261122);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = texts.Next();
    ASSERT_TRUE(SaysTheSame(text)) << round << " [" << text << "]\n"
                                   << LongWay(text).plain.bytes() << '\n'
                                   << Normalize(text).plain().bytes();
  }
}

TEST(QuickWay, SaysTheSameOfLongTextsOfOneKind) {
  for (const std::string& piece : OddPieces()) {
    std::string text = "x ";
    while (text.size() < 5000) text += piece;
    ASSERT_TRUE(SaysTheSame(text)) << piece;
  }
}

// Each alone, between letters and between spaces, many in one text.
void ExpectSameBetween(const std::string& before, const std::string& after) {
  constexpr char32_t kStep = kSanitized ? 37 : 1;
  for (char32_t block = 0; block < 0x110000; block += 0x100 * kStep) {
    std::string text;
    for (char32_t c = block; c < block + 0x100; ++c) text += before + Utf8(c) + after;
    ASSERT_TRUE(SaysTheSame(text)) << std::hex << static_cast<unsigned>(block);
  }
}

TEST(QuickWay, SaysTheSameOfEveryCharacterBetweenLetters) {
  ExpectSameBetween("a", "b ");
}

TEST(QuickWay, SaysTheSameOfEveryCharacterBetweenSpaces) {
  ExpectSameBetween(" ", " ");
}

TEST(QuickWay, SaysTheSameOfEveryCharacterOnALine) {
  ExpectSameBetween("\n", "\n");
}

TEST(QuickWay, SaysTheSameOfEveryCharacterAmongOtherScripts) {
  ExpectSameBetween("д", "е ");
  ExpectSameBetween("微", "か");
  ExpectSameBetween("क", "กี");
}

TEST(QuickWay, SaysTheSameOfEveryCharacterAlone) {
  constexpr char32_t kStep = kSanitized ? 37 : 1;
  for (char32_t c = 0; c < 0x20000; c += kStep) ASSERT_TRUE(SaysTheSame(Utf8(c))) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace watchword::text

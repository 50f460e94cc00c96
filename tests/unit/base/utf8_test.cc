// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace watchword::base {
namespace {

constexpr const char* kNo = "\uFFFD";

std::string Times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(DecodeUtf8, ReadsBackWhatAppendUtf8Wrote) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, text);
    const DecodedChar decoded = DecodeUtf8(text + "x", 0);
    ASSERT_EQ(decoded.code_point, c);
    ASSERT_EQ(decoded.bytes, text.size());
    ASSERT_TRUE(IsValidUtf8(text));
  }
}

TEST(AppendUtf8, WritesTheShortestForm) {
  const std::vector<std::pair<char32_t, std::string>> cases = {
      {0x7F, "\x7F"},           {0x80, "\xC2\x80"},
      {0x7FF, "\xDF\xBF"},      {0x800, "\xE0\xA0\x80"},
      {0xFFFF, "\xEF\xBF\xBF"}, {0x10000, "\xF0\x90\x80\x80"},
      {0x1F4B0, "💰"},           {0x10FFFF, "\xF4\x8F\xBF\xBF"},
  };
  for (const auto& [code_point, bytes] : cases) {
    std::string text = "a";
    AppendUtf8(code_point, text);
    EXPECT_EQ(text, "a" + bytes);
  }
}

// The examples of Unicode 15, section 3.9, tables 3-8 to 3-11, and cuts.
TEST(RepairUtf8, ReplacesEachMaximalSubpart) {
  struct Case {
    std::string broken;
    std::string repaired;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"plain, 你好, 💰", "plain, 你好, 💰"},
      {"\uFFFD", kNo},
      {"\xF1\x80\x80\xE1\x80\xC2z\x80y\x80\xBFx", Times(3, kNo) + "z" + kNo + "y" + Times(2, kNo) + "x"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82z", Times(8, kNo) + "z"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAFz", Times(8, kNo) + "z"},
      {"\xF4\x91\x92\x93\xFFz\x80\xBFy", Times(5, kNo) + "z" + Times(2, kNo) + "y"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBFz", Times(4, kNo) + "z"},
      {"\xE4", kNo},
      {"\xE4\xBD", kNo},
      {"\xF0\x9F\x92", kNo},
      {"\xF5\x80\x80\x80", Times(4, kNo)},
      {"\x80", kNo},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(RepairUtf8(one.broken), one.repaired);
    EXPECT_EQ(IsValidUtf8(one.broken), one.broken == one.repaired) << one.repaired;
  }
}

TEST(DecodeUtf8, AlwaysStepsForwardAndNeverPastTheEnd) {
  for (int lead = 0; lead < 256; ++lead) {
    for (int trail = 0; trail < 256; ++trail) {
      const std::string text = {static_cast<char>(lead), static_cast<char>(trail)};
      const DecodedChar first = DecodeUtf8(text, 0);
      ASSERT_GE(first.bytes, 1u);
      ASSERT_LE(first.bytes, 2u);
    }
  }
}

TEST(Utf16Length, CountsLikeTheBrowser) {
  EXPECT_EQ(Utf16Length(""), 0u);
  EXPECT_EQ(Utf16Length("abc"), 3u);
  EXPECT_EQ(Utf16Length("é你"), 2u);
  EXPECT_EQ(Utf16Length("💰!"), 3u);
  EXPECT_EQ(Utf16Length("\xFF\xF0\x9F"), 2u);
  EXPECT_EQ(Utf16Length(char32_t{0xFFFF}), 1u);
  EXPECT_EQ(Utf16Length(char32_t{0x10000}), 2u);
}

TEST(ByteOffset, FindsTheByteOfAUtf16Offset) {
  const std::string text = "aé你💰z";
  const std::vector<std::pair<std::size_t, std::size_t>> cases = {{0, 0},  {1, 1},  {2, 3},  {3, 6},
                                                                  {5, 10}, {6, 11}, {99, 11}};
  for (const auto& [units, bytes] : cases) EXPECT_EQ(ByteOffset(text, units), bytes) << units;
  EXPECT_EQ(ByteOffset(text, 4), 10u) << "the middle of a pair is its end";
  EXPECT_EQ(ByteOffset("", 3), 0u);
}

}  // namespace
}  // namespace watchword::base

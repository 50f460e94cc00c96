// SPDX-License-Identifier: Apache-2.0
#include "domain/one_edit.h"

#include <gtest/gtest.h>

namespace watchword::domain {
namespace {

TEST(IsOneEditApart, KnowsTheFourEdits) {
  for (const char* other :
       {"bittrexx", "ittrex", "bitrrex", "btitrex", "bittre", "bittxer", "bitrtex", "xbittrex"}) {
    const bool apart = std::string_view(other) != "bittxer";
    EXPECT_EQ(IsOneEditApart("bittrex", other), apart) << other;
    EXPECT_EQ(IsOneEditApart(other, "bittrex"), apart) << other;
  }
}

TEST(IsOneEditApart, EqualAndFarTextsAreNot) {
  EXPECT_FALSE(IsOneEditApart("", ""));
  EXPECT_FALSE(IsOneEditApart("a", "a"));
  EXPECT_FALSE(IsOneEditApart("", "ab"));
  EXPECT_FALSE(IsOneEditApart("abcd", "badc"));
  EXPECT_FALSE(IsOneEditApart("abc", "cba"));
  EXPECT_TRUE(IsOneEditApart("", "a"));
  EXPECT_TRUE(IsOneEditApart("a", "b"));
  EXPECT_TRUE(IsOneEditApart("ab", "ba"));
}

TEST(LettersOf, CountsNeitherDigitsNorRepeats) {
  EXPECT_EQ(LettersOf("abba-7"), 3u);
  EXPECT_EQ(LettersOf("z"), 1u << 25);
  EXPECT_EQ(LettersOf("\xFF"), 0u);
}

}  // namespace
}  // namespace watchword::domain

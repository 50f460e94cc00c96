// SPDX-License-Identifier: Apache-2.0
#include "assess/bubbles.h"

#include <gtest/gtest.h>

#include <string>

namespace watchword::assess {
namespace {

Message Them(std::string text) {
  return {Source::kThem, std::move(text)};
}

TEST(Bubbles, TwoHalvesOfASentenceAreJoined) {
  const auto joined = JoinBubbles(Them("you only pay the tax "), Them("before you can withdraw"));
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->text, "you only pay the tax before you can withdraw");
  EXPECT_EQ(joined->border, 21u);
}

TEST(Bubbles, TheBorderIsInUtf16Units) {
  const auto joined = JoinBubbles(Them("😀"), Them("x"));
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->border, 3u);
}

TEST(Bubbles, AnEndedSentenceIsNotJoined) {
  EXPECT_FALSE(JoinBubbles(Them("I paid the tax."), Them("Before you can withdraw")));
  EXPECT_FALSE(JoinBubbles(Them("我交了税。"), Them("提现")));
  EXPECT_FALSE(JoinBubbles(Them("really? \n"), Them("yes")));
}

TEST(Bubbles, TwoPeopleDoNotShareASentence) {
  EXPECT_FALSE(JoinBubbles({Source::kMe, "I pay the tax"}, Them("before you can withdraw")));
}

TEST(Bubbles, NothingAndALongMessageAreNoHalves) {
  EXPECT_FALSE(JoinBubbles(Them(""), Them("x")));
  EXPECT_FALSE(JoinBubbles(Them("  "), Them("x")));
  EXPECT_FALSE(JoinBubbles(Them("x"), Them("")));
  EXPECT_TRUE(JoinBubbles(Them("x"), Them(std::string(kMaxBubbleBytes, 'a'))));
  EXPECT_FALSE(JoinBubbles(Them("x"), Them(std::string(kMaxBubbleBytes + 1, 'a'))));
}

}  // namespace
}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "base/nearest.h"

#include <gtest/gtest.h>

namespace watchword::base {
namespace {

TEST(EditDistance, CountsWhatFingersDo) {
  EXPECT_EQ(EditDistance("", ""), 0u);
  EXPECT_EQ(EditDistance("pitch", "pitch"), 0u);
  EXPECT_EQ(EditDistance("pich", "pitch"), 1u);
  EXPECT_EQ(EditDistance("pittch", "pitch"), 1u);
  EXPECT_EQ(EditDistance("pytch", "pitch"), 1u);
  EXPECT_EQ(EditDistance("ptich", "pitch"), 1u);
  EXPECT_EQ(EditDistance("", "pitch"), 5u);
  EXPECT_EQ(EditDistance("opener", "wealth"), 6u);
}

TEST(DidYouMean, NamesTheNearestOrNothing) {
  EXPECT_EQ(DidYouMean("messanger", {"coin", "messenger", "passenger"}), "; did you mean \"messenger\"?");
  EXPECT_EQ(DidYouMean("messenger", {"coin", "city"}), "");
  EXPECT_EQ(DidYouMean("ab", {"xb"}), "");
  EXPECT_EQ(DidYouMean("", {"xb"}), "");
  EXPECT_EQ(DidYouMean("coin", {}), "");
}

}  // namespace
}  // namespace watchword::base

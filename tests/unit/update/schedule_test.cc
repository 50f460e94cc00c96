// SPDX-License-Identifier: Apache-2.0
#include "update/schedule.h"

#include <gtest/gtest.h>

namespace watchword::update {
namespace {

TEST(Schedule, AfterSuccessAQuarterMoreOrLess) {
  EXPECT_EQ(WaitAfterSuccess(0, 0.0), kUsualWait * 3 / 4);
  EXPECT_EQ(WaitAfterSuccess(0, 0.5), kUsualWait);
  EXPECT_LT(WaitAfterSuccess(0, 0.999), kUsualWait * 5 / 4 + 1);
}

TEST(Schedule, ThePublisherMayAskForMorePatience) {
  EXPECT_EQ(WaitAfterSuccess(100'000, 0.5), 100'000);
}

TEST(Schedule, FailuresDoubleTheWaitUpToADay) {
  EXPECT_EQ(WaitAfterFailure(1, 0.0), kFirstRetry);
  EXPECT_EQ(WaitAfterFailure(2, 0.0), 2 * kFirstRetry);
  EXPECT_EQ(WaitAfterFailure(4, 0.5), 12 * kFirstRetry);
  EXPECT_EQ(WaitAfterFailure(30, 0.9), kLongestWait);
  EXPECT_EQ(WaitAfterFailure(2'000'000'000, 0.0), kLongestWait);
}

TEST(Schedule, ChanceIsAShare) {
  for (int i = 0; i < 100; ++i) {
    const double chance = Chance();
    EXPECT_GE(chance, 0.0);
    EXPECT_LT(chance, 1.0);
  }
}

}  // namespace
}  // namespace watchword::update

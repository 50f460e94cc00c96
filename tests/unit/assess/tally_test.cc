// SPDX-License-Identifier: Apache-2.0
#include "assess/tally.h"

#include <gtest/gtest.h>

#include "support/test_pack.h"

namespace watchword::assess {
namespace {

class TallyTest : public testing::Test {
 protected:
  StageRef Stage(const char* scheme, const char* stage) { return *ruleset_->FindStage(scheme, stage); }

  std::shared_ptr<const Ruleset> ruleset_ = test::TestRuleset();
  Tally tally_{*ruleset_};
  const pack::Model& model_ = ruleset_->model();
};

TEST_F(TallyTest, NothingIsNone) {
  const Standing standing = tally_.Stand();
  EXPECT_EQ(standing.level, Level::kNone);
  EXPECT_EQ(standing.probability, 0);
  EXPECT_FALSE(standing.scheme);
}

TEST_F(TallyTest, OneMediumCueIsANoticeAndNoWarning) {
  tally_.Add(Stage("investment", "pitch"), "a", model_.medium);
  EXPECT_EQ(tally_.Stand().level, Level::kNotice);
}

TEST_F(TallyTest, ManyMediumCuesOfOneStageAreStillOneCue) {
  for (const char* rule : {"a", "b", "c", "d", "e", "f"})
    tally_.Add(Stage("investment", "pitch"), rule, model_.medium);
  EXPECT_EQ(tally_.Stand().level, Level::kNotice);
}

TEST_F(TallyTest, TwoMediumCuesOfDifferentStagesWarn) {
  tally_.Add(Stage("investment", "pitch"), "a", model_.medium);
  tally_.Add(Stage("investment", "onboarding"), "b", model_.medium);
  EXPECT_EQ(tally_.Stand().level, Level::kCaution);
}

TEST_F(TallyTest, OneStrongCueWarnsAlone) {
  tally_.Add(Stage("investment", "pitch"), "a", model_.strong);
  EXPECT_EQ(tally_.Stand().level, Level::kCaution);
}

TEST_F(TallyTest, AStrongRequestForMoneyIsDanger) {
  tally_.Add(Stage("investment", "withdrawal-block"), "a", model_.strong);
  EXPECT_EQ(tally_.Stand().level, Level::kDanger);
}

TEST_F(TallyTest, WeakCuesAloneNeverWarn) {
  tally_.Add(Stage("investment", "opener"), "a", model_.weak);
  tally_.Add(Stage("investment", "pitch"), "b", model_.weak);
  tally_.Add(Stage("investment", "onboarding"), "c", model_.weak);
  EXPECT_LT(tally_.Stand().level, Level::kCaution);
}

TEST_F(TallyTest, TheSameRuleAgainCountsOnceWithItsGreatestWeight) {
  tally_.Add(Stage("investment", "pitch"), "a", model_.weak);
  tally_.Add(Stage("investment", "pitch"), "a", model_.medium);
  const double once = tally_.Stand().probability;
  tally_.Add(Stage("investment", "pitch"), "a", model_.weak);
  EXPECT_EQ(tally_.Stand().probability, once);
}

TEST_F(TallyTest, StagesInTheOrderOfTheScriptCountMore) {
  Tally backwards(*ruleset_);
  tally_.Add(Stage("investment", "pitch"), "a", model_.medium);
  tally_.Add(Stage("investment", "onboarding"), "b", model_.medium);
  backwards.Add(Stage("investment", "onboarding"), "b", model_.medium);
  backwards.Add(Stage("investment", "pitch"), "a", model_.medium);
  EXPECT_GT(tally_.Stand().probability, backwards.Stand().probability);
}

TEST_F(TallyTest, EvidenceOfKinCountsAndOfStrangersDoesNot) {
  tally_.Add(Stage("investment", "pitch"), "a", model_.medium);
  const double alone = tally_.Stand().probability;
  tally_.Add(Stage("recovery", "contact"), "b", model_.weak);
  EXPECT_EQ(tally_.Stand().probability, alone);
  tally_.Add(Stage("platform", "claims"), "c", model_.medium);
  EXPECT_EQ(tally_.Stand().level, Level::kCaution);
  EXPECT_EQ(*tally_.Stand().scheme, 0u);
}

TEST_F(TallyTest, ProbabilityNeverFallsWithMoreEvidence) {
  const std::vector<StageRef> stages = {Stage("investment", "withdrawal-block"),
                                        Stage("investment", "opener"), Stage("investment", "onboarding"),
                                        Stage("investment", "pitch")};
  double before = 0;
  for (const StageRef stage : stages) {
    for (const char* rule : {"a", "b"}) {
      tally_.Add(stage, rule, model_.weak);
      EXPECT_GE(tally_.Stand().probability, before);
      before = tally_.Stand().probability;
    }
  }
}

}  // namespace
}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
// Cues: single notions that mean something only together, and only in conversations.
#include <gtest/gtest.h>

#include <string>

#include "assess/assessor.h"
#include "compile/compile_pack.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

std::shared_ptr<const Ruleset> RulesetWithCues() {
  author::Draft draft = test::ReadTestPatterns();
  const auto add = [&](const std::string& stage, const std::string& name, const std::string& phrase,
                       const std::string& language = "en") {
    draft.pack.rules.push_back({.id = "investment/" + stage + "/" + language + "/cue-" + name,
                                .scheme = "investment",
                                .stage = stage,
                                .language = language,
                                .reason = "promises-profit",
                                .weight = pack::Weight::kCue,
                                .phrases = {phrase}});
  };
  add("pitch", "usdt", "usdt");
  add("pitch", "usdt", "usdt", "de");
  add("pitch", "gold", "gold");
  add("withdrawal-block", "frozen", "frozen");
  add("pitch", "heavy", "heavy");
  draft.pack.rules.back().points = 1.5;
  add("pitch", "profit", "profit");
  add("pitch", "light-rule", "a light rule");
  draft.pack.rules.back().weight = pack::Weight::kMedium;
  draft.pack.rules.back().points = 0.8;
  return *Ruleset::Open(*compile::CompileInMemory(draft.pack, "00"));
}

class CueTest : public testing::Test {
 protected:
  double Probability(const std::vector<Message>& messages) {
    return assessor_.Judge(Conversation{.messages = messages})->verdict.probability;
  }

  Assessor assessor_ = *Assessor::Make(RulesetWithCues());
};

TEST_F(CueTest, AddUpInAConversation) {
  const double one = Probability({{Source::kThem, "usdt"}});
  const double same_stage = Probability({{Source::kThem, "usdt and gold"}});
  const double two_stages = Probability({{Source::kThem, "usdt"}, {Source::kThem, "it is frozen"}});
  EXPECT_GT(one, 0);
  EXPECT_GT(same_stage, one);
  EXPECT_EQ(two_stages, same_stage);
  EXPECT_EQ(Probability({{Source::kThem, "usdt"}, {Source::kThem, "usdt"}}), one);
}

TEST_F(CueTest, OwnWordsAreHeardByHalf) {
  const double own = Probability({{Source::kMe, "usdt and frozen"}});
  EXPECT_GT(own, 0);
  EXPECT_EQ(own, Probability({{Source::kThem, "usdt"}}));
}

TEST_F(CueTest, InTheWordsOfARuleThatSaysMoreAddNothing) {
  const double rule = Probability({{Source::kThem, "guaranteed daily profit"}});
  const double also = Probability({{Source::kThem, "guaranteed daily profit"}, {Source::kThem, "usdt"}});
  const double elsewhere = Probability({{Source::kThem, "guaranteed daily profit, so much profit"}});
  EXPECT_GT(rule, Probability({{Source::kThem, "profit"}}));
  EXPECT_GT(also, rule);
  EXPECT_GT(elsewhere, rule);
}

TEST_F(CueTest, WeighWhatTheyWereFoundToWeigh) {
  EXPECT_GT(Probability({{Source::kThem, "heavy"}}), Probability({{Source::kThem, "usdt"}}));
}

TEST_F(CueTest, ARuleToo) {
  EXPECT_LT(Probability({{Source::kThem, "a light rule"}}),
            Probability({{Source::kThem, "guaranteed daily profit"}}));
  EXPECT_GT(assessor_.Judge(Page{"a light rule", std::nullopt})->probability, 0);
}

TEST_F(CueTest, AreRememberedAsCues) {
  const auto first = assessor_.Judge(Conversation{.messages = {{Source::kThem, "usdt and gold"}}});
  const auto second =
      assessor_.Judge(Conversation{.messages = {{Source::kThem, "it is frozen"}}, .memory = first->memory});
  EXPECT_EQ(second->verdict.probability,
            Probability({{Source::kThem, "usdt and gold"}, {Source::kThem, "it is frozen"}}));
}

TEST_F(CueTest, ANotionHeardInTwoLanguagesIsOne) {
  const auto verdict =
      assessor_.Judge(Conversation{.messages = {{Source::kThem, "usdt, heavy, frozen"}}})->verdict;
  int heard = 0;
  for (const Evidence& one : verdict.evidence) heard += NotionOf(one.rule) == "cue-usdt" ? 1 : 0;
  EXPECT_EQ(heard, 1);
}

TEST_F(CueTest, SayNothingOnAPage) {
  const auto verdict = assessor_.Judge(Page{"usdt, gold, frozen", std::nullopt});
  EXPECT_EQ(verdict->probability, 0);
}

}  // namespace
}  // namespace watchword::assess

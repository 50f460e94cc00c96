// SPDX-License-Identifier: Apache-2.0
#include "assess/explanation.h"

#include <gtest/gtest.h>

#include "assess/assessor.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

class ExplanationTest : public testing::Test {
 protected:
  Explanation ExplainMessages(const std::vector<std::string>& texts,
                              const std::vector<std::string>& languages) {
    Conversation conversation;
    for (const std::string& text : texts) conversation.messages.push_back({Source::kThem, text});
    verdict_ = assessor_.Judge(conversation)->verdict;
    return Explain(assessor_.ruleset(), verdict_, languages);
  }

  Assessor assessor_ = *Assessor::Make(test::TestRuleset());
  Verdict verdict_;
};

TEST_F(ExplanationTest, NamesTheScriptTheStepAndWhatComesNext) {
  const Explanation explanation = ExplainMessages({"guaranteed weekly profits"}, {"en"});
  EXPECT_EQ(explanation.language, "en");
  EXPECT_EQ(explanation.title, "This chat follows a fake-investment script");
  EXPECT_EQ(explanation.step, "They promise profit.");
  EXPECT_EQ(explanation.level, "Something here fits a script.");
  EXPECT_EQ(explanation.next,
            (std::vector<std::string>{"Next they guide your hands.",
                                      "Next they ask you to pay before you can withdraw."}));
  EXPECT_EQ(explanation.test, "Ask to withdraw everything today.");
  EXPECT_EQ(explanation.fine_if, "It would be fine if you could withdraw.");
  EXPECT_EQ(explanation.advice.size(), 2u);
}

TEST_F(ExplanationTest, GivesTheWeightiestReasonFirstAndEachOnce) {
  const Explanation explanation = ExplainMessages(
      {"guaranteed weekly profits", "guaranteed daily return", "pay tax before you can withdraw"}, {"en"});
  ASSERT_EQ(explanation.reasons.size(), 2u);
  EXPECT_EQ(explanation.reasons[0].text, "Nobody honest asks you to pay to get your own money.");
  EXPECT_EQ(verdict_.evidence[explanation.reasons[0].evidence].message, 2u);
  EXPECT_EQ(explanation.reasons[1].text, "Nobody can promise profit.");
  EXPECT_EQ(verdict_.evidence[explanation.reasons[1].evidence].message, 1u);
}

TEST_F(ExplanationTest, SpeaksTheFirstLanguageThePackHas) {
  EXPECT_EQ(ExplainMessages({"guaranteed weekly profits"}, {"tlh", "zh-Hans", "en"}).title,
            "这段聊天像虚假投资的套路");
  EXPECT_EQ(ExplainMessages({"guaranteed weekly profits"}, {"tlh"}).language, "en");
}

TEST_F(ExplanationTest, TheLastStepHasNoNext) {
  EXPECT_TRUE(ExplainMessages({"pay tax before you can withdraw"}, {"en"}).next.empty());
}

}  // namespace
}  // namespace watchword::assess

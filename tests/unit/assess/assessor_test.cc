// SPDX-License-Identifier: Apache-2.0
#include "assess/assessor.h"

#include <gtest/gtest.h>

#include "support/test_pack.h"

namespace watchword::assess {
namespace {

constexpr const char* kTax = "You must pay the income tax before you can withdraw.";
constexpr const char* kPitch = "It is guaranteed, 3% paid daily.";

class AssessorTest : public testing::Test {
 protected:
  Verdict JudgePage(const std::string& text) { return *assessor_.Judge(Page{text, std::nullopt}); }
  ConversationVerdict Judge(std::vector<Message> messages, Memory memory = {}) {
    return *assessor_.Judge(
        Conversation{.messages = std::move(messages), .memory = std::move(memory), .today = 20779});
  }

  Assessor assessor_ = *Assessor::Make(test::TestRuleset());
};

TEST_F(AssessorTest, OrdinaryTalkIsNone) {
  const Verdict verdict = Judge({{Source::kThem, "Shall we meet at seven?"}, {Source::kMe, "Yes!"}}).verdict;
  EXPECT_EQ(verdict.level, Level::kNone);
  EXPECT_FALSE(verdict.scheme);
  EXPECT_TRUE(verdict.evidence.empty());
  EXPECT_FALSE(verdict.first_warning);
}

TEST_F(AssessorTest, NamesRuleStageMessageAndSpan) {
  const Verdict verdict = Judge({{Source::kThem, "Hi 💰"}, {Source::kThem, std::string("💰 ") + kTax}}).verdict;
  EXPECT_EQ(verdict.level, Level::kDanger);
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].rule, "investment/withdrawal-block/en/tax-first");
  EXPECT_EQ(verdict.evidence[0].message, 1u);
  EXPECT_EQ(verdict.evidence[0].range, (text::OriginalRange{12, 54}));
  EXPECT_EQ(verdict.first_warning, 1u);
}

TEST_F(AssessorTest, TheFirstWarningComesWithTheSecondIndependentCue) {
  const Verdict verdict =
      Judge({{Source::kThem, kPitch}, {Source::kMe, "ok"}, {Source::kThem, kTax}}).verdict;
  EXPECT_EQ(verdict.first_warning, 2u);
  EXPECT_EQ(verdict.stages.size(), 2u);
}

TEST_F(AssessorTest, HearsASentenceSpreadOverTwoMessages) {
  const auto both = [](Source first, Source second) {
    return std::vector<Message>{{first, "You must pay the income tax"}, {second, "before you can withdraw."}};
  };
  const Verdict verdict = Judge(both(Source::kThem, Source::kThem)).verdict;
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].message, 1u);
  EXPECT_EQ(verdict.evidence[0].range, (text::OriginalRange{0, 23}));
  EXPECT_EQ(verdict.first_warning, 1u);
  EXPECT_EQ(Judge(both(Source::kMe, Source::kThem)).verdict.level, Level::kNone);
}

TEST_F(AssessorTest, ARuleHeardInTheMessageItselfIsNotHeardTwice) {
  const Verdict verdict =
      Judge({{Source::kThem, "You must pay the income tax"}, {Source::kThem, kTax}}).verdict;
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].range.begin, 9u);
}

TEST_F(AssessorTest, WhatWasRememberedLongAgoNoLongerWarns) {
  const auto judge = [this](std::int64_t today, const Memory& memory, std::vector<Message> messages) {
    return *assessor_.Judge(Conversation{.messages = std::move(messages), .memory = memory, .today = today});
  };
  const auto first = judge(20000, {}, {{Source::kThem, kTax}});
  EXPECT_EQ(judge(20010, first.memory, {}).verdict.level, Level::kDanger);
  const auto later = judge(21000, first.memory, {});
  EXPECT_EQ(later.verdict.level, Level::kNone);
  EXPECT_EQ(base::ToText(ToJson(later.memory)), base::ToText(ToJson(first.memory)));
  EXPECT_EQ(judge(21000, first.memory, {{Source::kThem, kTax}}).verdict.level, Level::kDanger);
}

TEST_F(AssessorTest, TellsWhenNotAllWasLookedAt) {
  std::string page;
  for (int i = 0; i < 1200; ++i) page += "guaranteed daily profit. ";
  EXPECT_TRUE(JudgePage(page).truncated);
  EXPECT_TRUE(Judge({{Source::kThem, "hello"}, {Source::kThem, page}}).verdict.truncated);
  EXPECT_FALSE(JudgePage("guaranteed daily profit").truncated);
  EXPECT_FALSE(Judge({{Source::kThem, "guaranteed daily profit"}}).verdict.truncated);
}

TEST_F(AssessorTest, OwnWordsWeighLittle) {
  EXPECT_EQ(Judge({{Source::kMe, kTax}}).verdict.level, Level::kNone);
  EXPECT_EQ(Judge({{Source::kUnknown, kTax}}).verdict.level, Level::kDanger);
}

TEST_F(AssessorTest, WhatOnlyThePersonWouldSayCountsOnlyFromThem) {
  const char* report = "They ask me to pay before I withdraw";
  EXPECT_EQ(Judge({{Source::kMe, report}}).verdict.level, Level::kNotice);
  EXPECT_EQ(Judge({{Source::kThem, report}}).verdict.level, Level::kNone);
}

TEST_F(AssessorTest, SmallTalkMeansNothingOnAPage) {
  const char* opener = "Sorry, wrong number! But you seem kind.";
  EXPECT_EQ(Judge({{Source::kThem, opener}}).memory.size(), 1u);
  EXPECT_TRUE(JudgePage(opener).evidence.empty());
}

TEST_F(AssessorTest, TextAboutScamsCountsAQuarter) {
  EXPECT_EQ(JudgePage(kTax).level, Level::kDanger);
  EXPECT_EQ(JudgePage(std::string("Police: this is a scam. ") + kTax).level, Level::kNone);
  EXPECT_EQ(JudgePage(std::string("A scam! ") + kTax).level, Level::kDanger) << "one word is not enough";
}

TEST_F(AssessorTest, OneWordOfTheRegisterIsOneHoweverOftenItIsFound) {
  EXPECT_EQ(JudgePage(std::string("I am of the federal police. ") + kTax).level, Level::kDanger);
  // In the register of two languages.
  EXPECT_EQ(JudgePage(std::string("No fraud, never a fraud! ") + kTax).level, Level::kDanger);
  EXPECT_EQ(JudgePage(std::string("The federal police call it fraud. ") + kTax).level, Level::kNone);
}

TEST_F(AssessorTest, TextAboutScamsFarAwayDoesNotHelp) {
  const std::string far(kRegisterReach + 10, '.');
  EXPECT_EQ(JudgePage("Police: this is a scam. " + far + kTax).level, Level::kDanger);
}

TEST_F(AssessorTest, ARecoveryScamDressedUpAsAWarningIsCaught) {
  const std::string camouflage =
      "Report the scam to the police and us: we recover your funds, a small fee first, write @agent_anna";
  EXPECT_EQ(JudgePage(camouflage).level, Level::kDanger);
  EXPECT_EQ(JudgePage("The police warn: a scam says they recover your funds, a small fee first").level,
            Level::kNone);
}

TEST_F(AssessorTest, AListedAddressIsDangerByItself) {
  const Verdict verdict = assessor_.JudgeAddress("https://shop.bad-exchange.example/login");
  EXPECT_EQ(verdict.level, Level::kDanger);
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].rule, "list/reported");
  EXPECT_EQ(verdict.evidence[0].range, (text::OriginalRange{8, 33}));
  EXPECT_EQ(assessor_.JudgeAddress("https://notbad-exchange.example").level, Level::kNone);
}

TEST_F(AssessorTest, AListedPageIsDangerWhateverItSays) {
  const auto verdict = assessor_.Judge(Page{"Welcome.", "https://bad-exchange.example/"});
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->level, Level::kDanger);
  EXPECT_EQ(verdict->evidence[0].rule, "list/reported");
}

TEST_F(AssessorTest, EvidenceOfAListedPageIsOrderedByPlaceToo) {
  const auto verdict = assessor_.Judge(Page{kTax, "https://bad-exchange.example/"});
  ASSERT_TRUE(verdict);
  ASSERT_EQ(verdict->evidence.size(), 2u);
  EXPECT_LE(verdict->evidence[0].range.begin, verdict->evidence[1].range.begin);
  EXPECT_EQ(verdict->evidence[0].rule, "list/reported");
  EXPECT_EQ(verdict->evidence[1].range.begin, 9u);
}

TEST_F(AssessorTest, MemoryCarriesTheScriptOverWeeks) {
  const auto first = Judge({{Source::kThem, kPitch}});
  EXPECT_EQ(first.verdict.level, Level::kNotice);
  const auto later = Judge({{Source::kThem, "We recover, pay the tax to withdraw"}}, first.memory);
  EXPECT_EQ(later.verdict.stages.size(), 2u);
  EXPECT_GT(later.verdict.probability, Judge({{Source::kThem, kTax}}).verdict.probability);
}

TEST_F(AssessorTest, WhatThePersonSaidElsewhereCountsHereAndIsRememberedThere) {
  const auto there = Judge({{Source::kThem, kPitch}});
  const auto alone = Judge({{Source::kThem, kTax}});
  const auto together = *assessor_.Judge(
      Conversation{.messages = {{Source::kThem, kTax}}, .others = {there.memory}, .today = 20790});
  EXPECT_GT(together.verdict.probability, alone.verdict.probability);
  EXPECT_EQ(together.verdict.stages.size(), 2u);
  ASSERT_EQ(together.memory.size(), 1u);
  EXPECT_EQ(together.memory[0].rule, alone.memory[0].rule);
  const auto as_own = Judge({{Source::kThem, kTax}}, there.memory);
  EXPECT_EQ(together.verdict.probability, as_own.verdict.probability);
}

TEST_F(AssessorTest, TheSameMessagesAgainChangeNothing) {
  const std::vector<Message> messages = {{Source::kThem, kPitch}, {Source::kThem, kTax}};
  const auto once = Judge(messages);
  const auto twice = Judge(messages, once.memory);
  EXPECT_EQ(base::ToText(ToJson(once.memory)), base::ToText(ToJson(twice.memory)));
  EXPECT_EQ(once.verdict.probability, twice.verdict.probability);
}

TEST_F(AssessorTest, AMemoryThatWarnsWarnsBeforeTheFirstMessage) {
  const auto told = Judge({{Source::kThem, kTax}});
  EXPECT_EQ(Judge({{Source::kThem, "hello"}}, told.memory).verdict.first_warning, 0u);
}

TEST_F(AssessorTest, NothingOfADiscreetSchemeIsRemembered) {
  const auto result = Judge({{Source::kThem, "We recover your funds, a small fee first."}});
  EXPECT_EQ(result.verdict.level, Level::kDanger);
  EXPECT_TRUE(result.memory.empty());
}

TEST_F(AssessorTest, RulesThatLeftThePackAreKeptAndCountForNothing) {
  const Memory old = {{"investment/pitch/en/gone", 4.0, 1}};
  const auto result = Judge({{Source::kThem, "hello"}}, old);
  EXPECT_EQ(result.verdict.level, Level::kNone);
  ASSERT_EQ(result.memory.size(), 1u);
  EXPECT_EQ(result.memory[0].rule, "investment/pitch/en/gone");
}

}  // namespace
}  // namespace watchword::assess

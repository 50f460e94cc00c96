// SPDX-License-Identifier: Apache-2.0
#include "assess/listed.h"

#include <gtest/gtest.h>

#include <string>

#include "assess/assessor.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

class ListedTest : public testing::Test {
 protected:
  Verdict Judge(Source from, const std::string& text, Memory memory = {}) {
    const Conversation conversation{.messages = {{from, text}}, .memory = std::move(memory)};
    return assessor_.Judge(conversation)->verdict;
  }
  Verdict JudgePage(const std::string& text) { return *assessor_.Judge(Page{text, std::nullopt}); }

  Assessor assessor_ = *Assessor::Make(test::TestRuleset());
};

TEST_F(ListedTest, AListedNameInAMessageIsADanger) {
  const Verdict verdict = Judge(Source::kThem, "💰 open hxxps://www.bad-exchange[.]example/vip today");
  EXPECT_EQ(verdict.level, Level::kDanger);
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].rule, "list/reported");
  EXPECT_EQ(verdict.evidence[0].reason, "listed-address");
  EXPECT_EQ(verdict.evidence[0].message, 0u);
  EXPECT_EQ(verdict.evidence[0].range, (text::OriginalRange{16, 42}));
  ASSERT_TRUE(verdict.evidence[0].listed);
  EXPECT_EQ(verdict.evidence[0].listed->name, "bad-exchange.example");
  EXPECT_EQ(verdict.first_warning, 0u);
}

TEST_F(ListedTest, WhoNamesItDecidesWhatItWeighs) {
  const std::string name = "bad-exchange.example";
  EXPECT_EQ(Judge(Source::kUnknown, name).level, Level::kDanger);
  EXPECT_LT(Judge(Source::kMe, "is " + name + " real?").level, Level::kCaution);
  EXPECT_LT(JudgePage("a page that names " + name).level, Level::kCaution);
  const Verdict site = *assessor_.Judge(Page{"Welcome", "https://" + name + "/"});
  EXPECT_EQ(site.level, Level::kDanger);
}

TEST_F(ListedTest, AConversationOnAListedSiteIsADanger) {
  const Conversation conversation{.messages = {{Source::kThem, "How can I help you?"}},
                                  .url = "https://bad-exchange.example/chat"};
  const Verdict verdict = assessor_.Judge(conversation)->verdict;
  EXPECT_EQ(verdict.level, Level::kDanger);
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_TRUE(verdict.evidence[0].in_address);
  EXPECT_EQ(verdict.first_warning, 0u);
}

TEST_F(ListedTest, AWarningAboutItIsNoDanger) {
  EXPECT_LT(Judge(Source::kThem, "The police say bad-exchange.example is a scam").level, Level::kCaution);
}

TEST_F(ListedTest, GoodAndUnknownNamesSayNothing) {
  for (const char* text : {"good.example", "see good.example.Then", "bad.example", "exchange.example"})
    EXPECT_EQ(Judge(Source::kThem, text).level, Level::kNone) << text;
}

TEST_F(ListedTest, ATextFullOfThemIsNoLongerThanItMustBe) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "bad-exchange.example ";
  EXPECT_EQ(Judge(Source::kThem, text).evidence.size(), kMaxListedInText);
}

TEST_F(ListedTest, IsRememberedUnlessItsListIsGone) {
  const Remembered listed{.rule = "list/reported", .weight = 6};
  EXPECT_EQ(Judge(Source::kThem, "hello", {listed}).level, Level::kDanger);
  const Remembered gone{.rule = "list/gone", .weight = 6};
  EXPECT_EQ(Judge(Source::kThem, "hello", {gone}).level, Level::kNone);
  // Whoever hands in more than a name can weigh gets no more for it.
  const Remembered heavy{.rule = "list/reported", .weight = 1000};
  EXPECT_EQ(Judge(Source::kThem, "hello", {heavy}).probability,
            Judge(Source::kThem, "hello", {listed}).probability);
}

}  // namespace
}  // namespace watchword::assess

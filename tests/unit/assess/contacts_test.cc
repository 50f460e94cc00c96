// SPDX-License-Identifier: Apache-2.0
#include "assess/contacts.h"

#include <gtest/gtest.h>

#include <string>

#include "assess/assessor.h"
#include "assess/built_in.h"
#include "compile/compile_pack.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

constexpr const char* kListedWallet = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
constexpr const char* kWallet = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

std::shared_ptr<const Ruleset> RulesetWithListedWallet() {
  author::Draft draft = test::ReadTestPatterns();
  for (pack::Scheme& scheme : draft.pack.schemes) {
    if (scheme.id == "investment") scheme.stages.insert(scheme.stages.begin() + 1, {.id = "channel-change"});
  }
  draft.pack.domains.push_back(
      {.id = "wallets",
       .title = "T",
       .source = "S",
       .groups = {{"2026-05-01", std::string("wallet:tron:") + kListedWallet + "\n"}}});
  return *Ruleset::Open(*compile::CompileInMemory(draft.pack, "00"));
}

class ContactsTest : public testing::Test {
 protected:
  std::vector<Evidence> Find(const std::string& text, Source from = Source::kThem) {
    match::IncrementalScanner scanner = *match::IncrementalScanner::Make(ruleset_->phrases());
    const match::Findings findings = *scanner.Scan(text);
    return FindContactsIn({*ruleset_, text, findings, from});
  }
  Verdict Judge(std::vector<Message> messages, Memory memory = {}) {
    const Conversation conversation{.messages = std::move(messages), .memory = std::move(memory)};
    return Assessor::Make(ruleset_)->Judge(conversation)->verdict;
  }

  std::shared_ptr<const Ruleset> ruleset_ = RulesetWithListedWallet();
};

TEST_F(ContactsTest, AccountsAndWalletsAreTypedEvidence) {
  const auto found = Find(std::string("💰 add my telegram @coach_anna, pay to ") + kWallet);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].rule, "contact/telegram");
  EXPECT_EQ(found[0].reason, "moves-you-to-another-app");
  EXPECT_EQ(found[0].range, (text::OriginalRange{19, 30}));
  ASSERT_TRUE(found[0].contact);
  EXPECT_EQ(found[0].contact->id, "coach_anna");
  EXPECT_EQ(found[1].rule, "wallet/ethereum");
  EXPECT_EQ(found[1].contact->id, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
}

TEST_F(ContactsTest, ItIsLittleByItselfAndNothingInOnesOwnWords) {
  EXPECT_EQ(Judge({{Source::kThem, std::string("telegram @coach_anna ") + kWallet}}).level, Level::kNone);
  EXPECT_TRUE(Find(std::string("telegram @coach_anna ") + kWallet, Source::kMe).empty());
}

TEST_F(ContactsTest, WhoIsSpokenToInAGroupGivesNoAccount) {
  EXPECT_TRUE(Find("@coach_anna what do you think?").empty());
}

TEST_F(ContactsTest, AnAccountNamedForTradingIsACue) {
  const auto found = Find("all thanks to @Invest_With_Anna");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule, "trading-name/account");
  EXPECT_EQ(found[0].reason, "client-testimonial");
  EXPECT_EQ(found[0].range, (text::OriginalRange{14, 31}));
  EXPECT_EQ(found[0].contact->id, "invest_with_anna");
  EXPECT_EQ(Judge({{Source::kThem, "all thanks to @Invest_With_Anna"}}).level, Level::kNone);
  EXPECT_TRUE(Find("all thanks to @Invest_With_Anna", Source::kMe).empty());
}

TEST_F(ContactsTest, BesideAScriptItAddsUp) {
  const std::string script = "I made a profit on gold";
  const double without = Judge({{Source::kThem, script}}).probability;
  EXPECT_GE(Judge({{Source::kThem, script + " telegram @coach_anna"}}).probability, without);
}

TEST_F(ContactsTest, AListedWalletIsADangerWhoeverKnowsItsList) {
  const Verdict verdict = Judge({{Source::kThem, std::string("send to ") + kListedWallet}});
  EXPECT_EQ(verdict.level, Level::kDanger);
  ASSERT_EQ(verdict.evidence.size(), 1u);
  EXPECT_EQ(verdict.evidence[0].rule, "list/wallets");
  ASSERT_TRUE(verdict.evidence[0].listed);
  EXPECT_EQ(verdict.evidence[0].listed->name, kListedWallet);
  EXPECT_EQ(verdict.evidence[0].contact->kind, "tron");
  EXPECT_LT(Judge({{Source::kMe, std::string("is this bad? ") + kListedWallet}}).level, Level::kCaution);
}

TEST_F(ContactsTest, TalkAboutScamsWeighsLess) {
  const auto plain = Find("telegram @coach_anna");
  const auto warning = Find("The police warn of a scam: telegram @coach_anna");
  ASSERT_EQ(plain.size(), 1u);
  ASSERT_EQ(warning.size(), 1u);
  EXPECT_LT(warning[0].weight, plain[0].weight);
}

TEST_F(ContactsTest, ATextFullOfThemIsNoLongerThanItMustBe) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "telegram @coach_" + std::to_string(i) + " ";
  EXPECT_EQ(Find(text).size(), kMaxContactsInText);
}

TEST_F(ContactsTest, IsRememberedForWhatItMayWeigh) {
  const auto known = StandpointOf("contact/telegram", *ruleset_);
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->is_cue);
  EXPECT_EQ(known->weight, ruleset_->model().contact);
  EXPECT_FALSE(StandpointOf("list/gone", *ruleset_));
  EXPECT_FALSE(StandpointOf("no/such/en/rule", *ruleset_));
  const Remembered heavy{.rule = "contact/telegram", .weight = 1000};
  EXPECT_EQ(Judge({{Source::kThem, "hello"}}, {heavy}).level, Level::kNone);
}

}  // namespace
}  // namespace watchword::assess

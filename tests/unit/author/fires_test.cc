// SPDX-License-Identifier: Apache-2.0
#include "author/fires.h"

#include <gtest/gtest.h>

#include "author/coverage.h"
#include "author/duplicates.h"
#include "compile/compile_pack.h"
#include "support/test_pack.h"

namespace watchword::author {
namespace {

std::shared_ptr<const assess::Ruleset> RulesetOf(const Draft& draft) {
  return *assess::Ruleset::Open(*compile::CompileInMemory(draft.pack, ""));
}

CorpusItem Item(const std::string& id, bool honest, const std::string& text,
                const std::string& language = "en") {
  return {.id = id, .language = language, .honest = honest, .texts = {{assess::Source::kThem, text}}};
}

std::size_t RuleNamed(const Draft& draft, const std::string& id) {
  for (std::size_t i = 0; i < draft.pack.rules.size(); ++i) {
    if (draft.pack.rules[i].id == id) return i;
  }
  ADD_FAILURE() << "no rule " << id;
  return 0;
}

const std::string kGuaranteed = "investment/pitch/en/guaranteed";  // medium

TEST(CountFires, CountsItemsByTheirNature) {
  const Draft draft = test::ReadTestPatterns();
  const auto fires =
      CountFires({Item("a", false, "guaranteed daily profit, yes, guaranteed daily profit"),
                  Item("b", true, "guaranteed daily profit"), Item("c", true, "good morning"),
                  Item("d", true, "bonjour", "fr"), Item("e", true, "guaranteed daily profit", "")},
                 RulesetOf(draft));
  ASSERT_TRUE(fires);
  const RuleFires& one = fires->rules[RuleNamed(draft, kGuaranteed)];
  EXPECT_EQ(one.scam, 1u);
  EXPECT_EQ(one.honest, 2u);
  EXPECT_EQ(one.honest_id, "b");
  EXPECT_EQ(fires->HonestItemsFor("en"), 3u);
  EXPECT_EQ(fires->HonestItemsFor("fr-CA"), 2u);
  EXPECT_EQ(fires->HonestItemsFor("de"), 1u);
}

Fires Found(const Draft& draft, std::size_t honest, std::size_t items) {
  Fires fires;
  fires.rules.resize(draft.pack.rules.size());
  fires.rules[RuleNamed(draft, kGuaranteed)] = {.honest = honest, .scam = 0, .honest_id = "b"};
  fires.honest_items["en"] = items;
  return fires;
}

TEST(CheckFires, ARuleMustBeAsQuietAsItsWeightSays) {
  Draft draft = test::ReadTestPatterns();
  const std::size_t rule = RuleNamed(draft, kGuaranteed);
  EXPECT_TRUE(CheckFires(draft, Found(draft, 0, 10)).empty());
  EXPECT_TRUE(CheckFires(draft, Found(draft, 3, 3000)).empty());
  const auto loud = CheckFires(draft, Found(draft, 9, 3000));
  ASSERT_EQ(loud.size(), 1u);
  EXPECT_EQ(ToText(loud[0]),
            "rules/investment/pitch/en.json: /rules/0/weight: found in 9 of 3000 honest items (first b); its "
            "weight "
            "allows one in 1000: narrow the phrases or lower it");
  draft.pack.rules[rule].weight = pack::Weight::kWeak;
  EXPECT_TRUE(CheckFires(draft, Found(draft, 9, 3000)).empty());
  draft.pack.rules[rule].weight = pack::Weight::kStrong;
  EXPECT_EQ(CheckFires(draft, Found(draft, 1, 20)).size(), 1u);
  EXPECT_TRUE(CheckFires(draft, Found(draft, 1, 9000)).empty());
}

TEST(FindDuplicates, RulesThatFindEachOthersExamplesAreOne) {
  Draft draft = test::ReadTestPatterns();
  EXPECT_TRUE(FindDuplicates(draft, RulesetOf(draft))->empty());
  const std::size_t rule = RuleNamed(draft, kGuaranteed);
  pack::Rule copy = draft.pack.rules[rule];
  copy.id += "-again";
  RuleNotes notes = draft.notes[rule];
  notes.pointer = "/rules/9";
  draft.pack.rules.push_back(copy);
  draft.notes.push_back(notes);
  const auto found = FindDuplicates(draft, RulesetOf(draft));
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(ToText(found->front()), "rules/investment/pitch/en.json: /rules/9: finds all examples of " +
                                        kGuaranteed + ", which finds all of its: make them one rule");
  draft.pack.rules.back().said_by = pack::Speaker::kMe;
  EXPECT_TRUE(FindDuplicates(draft, RulesetOf(draft))->empty()) << "somebody else says it";
  draft.pack.rules.back().said_by = copy.said_by;
  draft.notes.back().match.push_back("nothing of it");
  EXPECT_TRUE(FindDuplicates(draft, RulesetOf(draft))->empty());
}

TEST(Cover, CountsRulesByStageAndLanguage) {
  const Draft draft = test::ReadTestPatterns();
  const auto fires =
      CountFires({Item("a", false, "guaranteed daily profit"), Item("<b>", true, "guaranteed daily profit")},
                 RulesetOf(draft));
  const Coverage coverage = Cover(draft, *fires);
  const Cell& pitch = coverage.At("investment/pitch", "en");
  EXPECT_EQ(pitch.rules, 1u);
  EXPECT_EQ(pitch.silent, 0u);
  EXPECT_EQ(pitch.honest, 1u);
  EXPECT_EQ(coverage.At("investment/opener", "en").silent, coverage.At("investment/opener", "en").rules);
  EXPECT_EQ(coverage.At("investment/opener", "xx").rules, 0u);
  const std::string text = ToText(coverage, draft, *fires);
  EXPECT_NE(text.find("1 honest and 1 scam items; "), std::string::npos) << text;
  EXPECT_NE(text.find(kGuaranteed + ": 1 honest (first <b>), 1 scam\n"), std::string::npos) << text;
  const std::string html = ToHtml(coverage, draft, *fires);
  EXPECT_NE(html.find("<td class=\"id\">&lt;b></td>"), std::string::npos) << html;
  EXPECT_NE(html.find("<li>investment/opener/en/wrong-number</li>"), std::string::npos) << html;
  EXPECT_EQ(html.find("<li>" + kGuaranteed), std::string::npos) << html;
  EXPECT_EQ(ToJson(coverage).size(), coverage.stages.size() * coverage.languages.size());
}

TEST(Cover, WithoutTextsNothingIsSaidOfThem) {
  const Draft draft = test::ReadTestPatterns();
  const auto fires = CountFires({}, RulesetOf(draft));
  const Coverage coverage = Cover(draft, *fires);
  EXPECT_FALSE(coverage.has_corpus);
  EXPECT_EQ(ToText(coverage, draft, *fires).find("honest"), std::string::npos);
  EXPECT_FALSE(ToJson(coverage)[0].contains("silent"));
}

}  // namespace
}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "author/examples.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compile/compile_pack.h"
#include "support/test_pack.h"

namespace watchword::author {
namespace {

using Texts = std::vector<std::string>;

Texts ExampleTexts(const Draft& draft) {
  auto ruleset = assess::Ruleset::Open(*compile::CompileInMemory(draft.pack, ""));
  if (!ruleset) return {"no ruleset: " + ruleset.error().message};
  const auto findings = RunExamples(draft, *ruleset);
  if (!findings) return {"error: " + findings.error().message};
  Texts texts;
  for (const Finding& finding : *findings) texts.push_back(ToText(finding));
  return texts;
}

TEST(RunExamples, FindsNothingInPatternsThatAreInOrder) {
  EXPECT_EQ(ExampleTexts(test::ReadTestPatterns()), Texts{});
}

TEST(RunExamples, AMatchMustBeFoundByItsOwnRule) {
  Draft draft = test::ReadTestPatterns();
  draft.notes[0].match[1] = "Good morning!";
  // Found, but by the rule of the pitch.
  draft.notes[0].match[2] = "guaranteed daily return";
  EXPECT_EQ(ExampleTexts(draft),
            (Texts{"rules/investment/opener/en.json: /rules/0/examples/match/1: not found by its rule: "
                   "\"Good morning!\"",
                   "rules/investment/opener/en.json: /rules/0/examples/match/2: not found by its rule: "
                   "\"guaranteed daily return\""}));
}

TEST(RunExamples, AnIgnoreMustNotBeFoundByItsOwnRule) {
  Draft draft = test::ReadTestPatterns();
  draft.notes[0].ignore[0] = "Sorry, wrong number! You are kind.";
  EXPECT_EQ(ExampleTexts(draft),
            (Texts{"rules/investment/opener/en.json: /rules/0/examples/ignore/0: found by its rule: "
                   "\"Sorry, wrong number! You are kind.\""}));
}

TEST(RunExamples, AnIgnoreMustNotWarnThroughAnyOtherRule) {
  Draft draft = test::ReadTestPatterns();
  draft.notes[0].ignore[2] = "We recover your money for a small fee first.";
  EXPECT_EQ(ExampleTexts(draft),
            (Texts{"rules/investment/opener/en.json: /rules/0/examples/ignore/2: warns because of "
                   "recovery/fee/en/fee-first: \"We recover your money for a small fee first.\""}));
}

TEST(RunExamples, AnIgnoreMayBeNoticedByAnotherRule) {
  Draft draft = test::ReadTestPatterns();
  draft.notes[0].ignore[2] = "guaranteed daily return";
  EXPECT_EQ(ExampleTexts(draft), Texts{});
}

TEST(RunExamples, TellsAllMistakesAtOnce) {
  Draft draft = test::ReadTestPatterns();
  for (RuleNotes& notes : draft.notes) notes.match[0] = "Nothing of that kind.";
  EXPECT_EQ(ExampleTexts(draft).size(), draft.notes.size());
}

}  // namespace
}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "author/lint.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/test_pack.h"

namespace watchword::author {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* kOpener = "rules/investment/opener/en.json: ";

Texts LintTexts(const Draft& draft) {
  Texts texts;
  for (const Finding& finding : Lint(draft)) texts.push_back(ToText(finding));
  return texts;
}

TEST(Lint, FindsNothingInPatternsThatAreInOrder) {
  EXPECT_EQ(LintTexts(test::ReadTestPatterns()), Texts{});
}

TEST(Lint, SaysWhatWillHurtLater) {
  struct Case {
    std::string finding;
    std::function<void(Draft&)> damage;
  };
  const std::string long_phrase = "wrong number " + std::string(228, 'x');
  const std::vector<Case> cases = {
      {std::string(kOpener) + "/rules/0: investment/opner is no stage in pack.json; did you mean "
                              "\"opener\"?",
       [](Draft& draft) { draft.pack.rules[0].stage = "opner"; }},
      {std::string(kOpener) + "/rules/0: romance/opener is no stage in pack.json",
       [](Draft& draft) { draft.pack.rules[0].scheme = "romance"; }},
      {std::string(kOpener) + "/rules/0/phrases/1: \"the same words twice\" stands in "
                              "investment/opener/en/wrong-number too; keep one",
       [](Draft& draft) {
         draft.pack.rules[0].phrases = {"the same words twice", "the same words twice"};
       }},
      {std::string(kOpener) + "/rules/0/phrases: no phrases",
       [](Draft& draft) { draft.pack.rules[0].phrases = {}; }},
      {std::string(kOpener) + "/rules/0/phrases/1: longer than 240 characters, make it two phrases",
       [&](Draft& draft) { draft.pack.rules[0].phrases.push_back(long_phrase); }},
      {std::string(kOpener) +
           "/rules/0/phrases/1: \"so (nice|sweet)\": too short, it would be found everywhere; add words",
       [](Draft& draft) { draft.pack.rules[0].phrases.emplace_back("so (nice|sweet)"); }},
      {std::string(kOpener) + "/rules/0/phrases/1: \"to [all of] you\": too short, it would be "
                              "found everywhere; add words",
       [](Draft& draft) { draft.pack.rules[0].phrases.emplace_back("to [all of] you"); }},
      {std::string(kOpener) + "/rules/0/examples/match: at least 3 are needed",
       [](Draft& draft) { draft.notes[0].match.pop_back(); }},
      {std::string(kOpener) + "/rules/0/examples/ignore: at least 3 are needed",
       [](Draft& draft) { draft.notes[0].ignore.pop_back(); }},
      {std::string(kOpener) + "/rules/0/sources: no source: a link, or \"described in …\"",
       [](Draft& draft) { draft.notes[0].sources = {}; }},
      {std::string(kOpener) + "/rules/0/reason: wrong-number has no sentence in wording/zh-Hans.json",
       [](Draft& draft) { draft.pack.wording[1].reasons.erase("wrong-number"); }},
      {"rules/investment/pitch/en.json: /rules/0/id: used twice",
       [](Draft& draft) { draft.pack.rules[1].id = draft.pack.rules[0].id; }},
      {"wording/en.json: /schemes/recovery: missing",
       [](Draft& draft) { draft.pack.wording[0].schemes.erase("recovery"); }},
      {"wording/en.json: /stages: recovery/fee is missing",
       [](Draft& draft) { draft.pack.wording[0].stages.erase("recovery/fee"); }},
      {"wording/zh-Hans.json: /levels: danger is missing",
       [](Draft& draft) { draft.pack.wording[1].levels.erase("danger"); }},
      {"wording: no wording in any language", [](Draft& draft) { draft.pack.wording = {}; }},
  };
  for (const Case& one : cases) {
    Draft draft = test::ReadTestPatterns();
    one.damage(draft);
    EXPECT_EQ(LintTexts(draft), (Texts{one.finding}));
  }
}

TEST(Lint, APhraseThatDoesNotParseIsQuotedWithTheParsersWords) {
  Draft draft = test::ReadTestPatterns();
  draft.pack.rules[0].phrases = {"add me on {messengers}"};
  draft.pack.register_phrases["en"] = {"police", "(open"};
  const Texts texts = LintTexts(draft);
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_TRUE(
      texts[0].starts_with(std::string(kOpener) + "/rules/0/phrases/0: \"add me on {messengers}\": "));
  EXPECT_TRUE(texts[1].starts_with("register/en.json: /phrases/1: "));
}

TEST(Lint, APhraseOfExactlyTheLimitIsFine) {
  Draft draft = test::ReadTestPatterns();
  draft.pack.rules[0].phrases = {"wrong number " + std::string(kMaxPhraseCharacters - 13, 'x')};
  EXPECT_EQ(LintTexts(draft), Texts{});
}

TEST(Lint, CharactersAreCountedNotBytes) {
  Draft draft = test::ReadTestPatterns();
  std::string phrase;
  while (phrase.size() < kMaxPhraseCharacters * 3) phrase += "稳";
  draft.pack.rules[0].phrases = {phrase};
  EXPECT_EQ(LintTexts(draft), Texts{});
}

TEST(Lint, AListOfTheLanguageCountsItsShortestEntry) {
  Draft draft = test::ReadTestPatterns();
  draft.pack.rules[0].phrases = {"on {messenger}"};
  EXPECT_EQ(LintTexts(draft), Texts{}) << "telegram is long enough";
  draft.pack.lists["en"]["messenger"].emplace_back("x");
  EXPECT_EQ(LintTexts(draft).size(), 1u);
}

TEST(Lint, TellsAllMistakesAtOnce) {
  Draft draft = test::ReadTestPatterns();
  draft.notes[0].sources = {};
  draft.notes[2].match = {};
  draft.pack.wording[0].levels = {};
  EXPECT_EQ(LintTexts(draft).size(), 5u);
}

}  // namespace
}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "author/lint_brands.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/test_pack.h"

namespace watchword::author {
namespace {

using Texts = std::vector<std::string>;

Texts LintTexts(const pack::Brands& brands) {
  Texts texts;
  for (const Finding& finding : LintBrands(brands)) texts.push_back(ToText(finding));
  return texts;
}

TEST(LintBrands, FindsNothingInBrandsThatAreInOrder) {
  EXPECT_EQ(LintTexts(test::ReadTestPatterns().pack.brands), Texts{});
  EXPECT_EQ(LintTexts({}), Texts{});
}

TEST(LintBrands, SaysWhatWouldNeverBeFoundOrFoundEverywhere) {
  using pack::Brands;
  struct Case {
    const char* finding;
    std::function<void(Brands&)> damage;
  };
  const std::vector<Case> cases = {
      {"/brands/1/id: used twice", [](Brands& brands) { brands.brands[1].id = "acmecoin"; }},
      {"/brands/0/words/0: \"acme bank\": expected a-z, 0-9 and hyphens only",
       [](Brands& brands) { brands.brands[0].words = {"acme bank"}; }},
      {"/brands/0/words/0: \"AcmeCoin\": expected a-z, 0-9 and hyphens only",
       [](Brands& brands) { brands.brands[0].words = {"AcmeCoin"}; }},
      {"/brands/0/words/1: \"\": expected a-z, 0-9 and hyphens only",
       [](Brands& brands) { brands.brands[0].words.emplace_back(""); }},
      {"/brands/1/words/0: \"okay\": too short to count alone, move it to common_words",
       [](Brands& brands) { brands.brands[1].words = {"okay"}; }},
      {"/brands/1/common_words/0: \"x\": too short, it would be found everywhere",
       [](Brands& brands) { brands.brands[1].common_words = {"x"}; }},
      {"/bait/2: \"7\": too short, it would be found everywhere",
       [](Brands& brands) { brands.bait.emplace_back("7"); }},
      {"/weak_bait/1: \"Büro\": expected a-z, 0-9 and hyphens only",
       [](Brands& brands) { brands.weak_bait.emplace_back("Büro"); }},
      {"/ordinary/1: \"a.b\": expected a-z, 0-9 and hyphens only",
       [](Brands& brands) { brands.ordinary.emplace_back("a.b"); }},
      {"/tenants/1: \"https://desk.example/\" is no host name",
       [](Brands& brands) { brands.tenants.emplace_back("https://desk.example/"); }},
      {"/brands/1/domains: no domain; its own site would look like a fake",
       [](Brands& brands) { brands.brands[1].domains = {}; }},
      {"/brands/1/domains/1: \"parcels\" is no host name",
       [](Brands& brands) { brands.brands[1].domains.emplace_back("parcels"); }},
      {"/brands/1/domains/1: \"par cels.example\" is no host name",
       [](Brands& brands) { brands.brands[1].domains.emplace_back("par cels.example"); }},
      {"/brands/1/domains/1: \"acme.example\": acmecoin has it too",
       [](Brands& brands) { brands.brands[1].domains.emplace_back("acme.example"); }},
      {"/brands/1/domains/1: \"parcels.example\": stands here twice",
       [](Brands& brands) { brands.brands[1].domains.emplace_back("parcels.example"); }},
      {"/brands/1/words/0: \"acmecoin\": acmecoin has it too",
       [](Brands& brands) { brands.brands[1].words = {"acmecoin"}; }},
      {"/brands/0/common_words/1: \"acmecoin\": stands here twice",
       [](Brands& brands) { brands.brands[0].common_words.emplace_back("acmecoin"); }},
  };
  for (const Case& one : cases) {
    Brands brands = test::ReadTestPatterns().pack.brands;
    one.damage(brands);
    EXPECT_EQ(LintTexts(brands), (Texts{std::string("brands.json: ") + one.finding}));
  }
}

}  // namespace
}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "assess/wordings.h"

#include <gtest/gtest.h>

#include "support/test_pack.h"

namespace watchword::assess {
namespace {

// "en" and "de", each with its body at the given places of `text`.
std::shared_ptr<const image::Image> ImageOf(const std::vector<image::WordingRow>& rows,
                                            const std::string& text) {
  image::Builder builder;
  builder.AddTable(image::Section::kWordings, rows);
  builder.Add(image::Section::kText, text);
  return *image::Verify(*builder.Finish("key"), "key");
}

std::string Complaint(const std::vector<image::WordingRow>& rows, const std::string& text) {
  const auto wordings = Wordings::Read(*ImageOf(rows, text));
  return wordings ? "" : wordings.error().message;
}

TEST(Wordings, NoneIsRefused) {
  EXPECT_EQ(Complaint({}, "text"), "the pack has no wording");
}

TEST(Wordings, OneThatIsNotThereIsRefused) {
  EXPECT_EQ(Complaint({{{0, 2}, {2, 2}}}, "en{}"), "");
  EXPECT_EQ(Complaint({{{0, 2}, {2, 3}}}, "en{}"), "compiled image: wording that is not there");
  EXPECT_EQ(Complaint({{{5, 0}, {2, 2}}}, "en{}"), "compiled image: wording that is not there");
}

TEST(Wordings, OneThatCannotBeReadIsFoundWhenTheImageIsMadeAndSaysNothingLater) {
  const auto image = ImageOf({{{0, 2}, {2, 2}}, {{4, 2}, {6, 1}}}, "en{}de{");
  const Wordings wordings = *Wordings::Read(*image);
  EXPECT_EQ(wordings.Check().error().message, "compiled image: /language: missing");
  EXPECT_EQ(wordings.Find({"en"}).language, "");
  EXPECT_TRUE(wordings.Find({"de"}).reasons.empty());
}

TEST(Wordings, EveryOneOfARealPackCanBeRead) {
  const auto ruleset = test::TestRuleset();
  EXPECT_TRUE(ruleset->CheckTexts());
  EXPECT_EQ(ruleset->wording({"zh-Hans"}).language, "zh-Hans");
  EXPECT_EQ(ruleset->wording({"tlh"}).language, ruleset->wording({}).language);
}

}  // namespace
}  // namespace watchword::assess

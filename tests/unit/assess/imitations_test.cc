// SPDX-License-Identifier: Apache-2.0
#include "assess/imitations.h"

#include <gtest/gtest.h>

#include <string>

#include "assess/assessor.h"
#include "support/test_pack.h"

namespace watchword::assess {
namespace {

class ImitationsTest : public testing::Test {
 protected:
  Verdict Judge(const std::string& text) {
    return assessor_.Judge(Conversation{.messages = {{Source::kThem, text}}})->verdict;
  }

  Assessor assessor_ = *Assessor::Make(test::TestRuleset());
};

TEST_F(ImitationsTest, KnowTheBrandsOfThePack) {
  const Imitations& imitations = assessor_.ruleset().imitations();
  const auto found = imitations.Find(*domain::HostName::Parse("acmecoin-vip.top"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->brand, "acmecoin");
  EXPECT_EQ(found->name, "Acme Coin");
  EXPECT_EQ(found->how, domain::Likeness::kBait);
  EXPECT_EQ(found->official, "acmecoin.example");
  EXPECT_FALSE(imitations.Find(*domain::HostName::Parse("www.acme.example")));
  EXPECT_FALSE(imitations.Find(*domain::HostName::Parse("weather.example")));
  EXPECT_TRUE(imitations.Check());
}

TEST_F(ImitationsTest, AnAddressThatLooksLikeABrandIsToldAndWarnsNobodyAlone) {
  const Verdict address = assessor_.JudgeAddress("https://acmecoin-vip.top/login");
  ASSERT_TRUE(address.look_alike);
  EXPECT_EQ(address.look_alike->brand, "acmecoin");
  EXPECT_LT(address.level, Level::kCaution);
  EXPECT_LT(Judge("open https://acmecoin-vip.top today").level, Level::kCaution);
  const Verdict page = *assessor_.Judge(Page{"Welcome", "https://acmecoin-vip.top/"});
  EXPECT_TRUE(page.look_alike);
  EXPECT_LT(page.level, Level::kCaution);
  EXPECT_FALSE(assessor_.JudgeAddress("https://acme.example/").look_alike);
}

TEST_F(ImitationsTest, AddsToOtherEvidence) {
  const std::string pitch = "It is guaranteed, 3% paid daily.";
  const Verdict with = Judge(pitch + " hxxps://acmecoin-vip.top/x");
  const Verdict without = Judge(pitch + " https://weather.example/x");
  EXPECT_GT(with.probability, without.probability);
  ASSERT_EQ(with.evidence.size(), 2u);
  EXPECT_EQ(with.evidence[1].rule, "look-alike/with-added-words");
  EXPECT_EQ(with.evidence[1].range, (text::OriginalRange{33, 59}));
}

TEST(Imitations, AnImageThatKnowsNoBrandsSaysNothing) {
  image::Builder builder;
  const auto image = *image::Verify(*builder.Finish(""), "");
  const Imitations none(*image);
  EXPECT_FALSE(none.Find(*domain::HostName::Parse("acmecoin-vip.top")));
  EXPECT_TRUE(none.Check());
}

TEST(Imitations, WhatCannotBeReadIsToldToItsMaker) {
  for (const auto& [brands, suffixes] : std::vector<std::pair<std::string, std::string>>{
           {"{", ""},
           {"{}", ""},
           {R"({"bait":[],"weak_bait":[],"ordinary":[],"tenants":[],"brands":[]})", "//"}}) {
    image::Builder builder;
    builder.Add(image::Section::kBrands, brands);
    builder.Add(image::Section::kPublicSuffixes, suffixes);
    const auto image = *image::Verify(*builder.Finish(""), "");
    const Imitations imitations(*image);
    EXPECT_FALSE(imitations.Check()) << brands;
    EXPECT_FALSE(imitations.Find(*domain::HostName::Parse("acmecoin-vip.top"))) << brands;
  }
}

}  // namespace
}  // namespace watchword::assess

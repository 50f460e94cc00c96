// SPDX-License-Identifier: Apache-2.0
#include "assess/ruleset.h"

#include <gtest/gtest.h>

#include "support/test_pack.h"

namespace watchword::assess {
namespace {

TEST(Ruleset, KnowsTheBrandsOfThePack) {
  const auto ruleset = test::TestRuleset();
  const auto fake = domain::HostName::Parse("acmecoin-vip.top");
  const auto found = ruleset->brands().Find(*fake, fake->ascii());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->brand, "acmecoin");
  EXPECT_EQ(found->name, "Acme Coin");
  EXPECT_EQ(found->how, domain::Likeness::kBait);
  EXPECT_EQ(found->official, "acmecoin.example");
  EXPECT_TRUE(ruleset->brands().IsOfficial(*domain::HostName::Parse("www.acme.example")));
}

}  // namespace
}  // namespace watchword::assess

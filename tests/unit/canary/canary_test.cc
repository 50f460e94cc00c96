// SPDX-License-Identifier: Apache-2.0
#include "canary/canary.h"

#include <gtest/gtest.h>

#include "support/test_pack.h"

namespace watchword::canary {
namespace {

constexpr const char* kScam =
    R"({"id":"scam-1","text":"You must pay the income tax before you can withdraw."})";
constexpr const char* kHonest = R"({"id":"honest-1","messages":[{"from":"them","text":"See you at seven"}]})";

std::string Complaint(const CanarySet& set) {
  const Status tried = Try(test::TestRuleset(), set);
  return tried ? "" : tried.error().message;
}

TEST(Canary, WhatIsBuiltInIsThere) {
  const CanarySet set = BuiltIn();
  EXPECT_GT(set.items.size(), 900u);
  EXPECT_GT(set.names.size(), 500u);
}

TEST(Canary, ASoundPackFlies) {
  EXPECT_EQ(Complaint(BuiltIn()), "");
}

TEST(Canary, AFewWarningsAreBorneMoreAreNot) {
  CanarySet set;
  set.items.assign(99, kHonest);
  set.items.emplace_back(kScam);
  EXPECT_EQ(Complaint(set), "");
  set.items[3] = kScam;
  EXPECT_EQ(Complaint(set), "the pack would warn of 2 of 100 ordinary texts, at most 1; the first is scam-1");
}

TEST(Canary, NoNameOfTheListMayBeFlagged) {
  CanarySet set;
  AddNames("# names\nexample.com\n\nbad-exchange.example", set);
  EXPECT_EQ(set.names.size(), 2u);
  EXPECT_EQ(Complaint(set), "the pack would flag bad-exchange.example, which must never be flagged");
}

TEST(Canary, AnItemThatDoesNotReadIsNamed) {
  EXPECT_EQ(Complaint({.items = {kHonest, R"({"id":"x"})"}}), "ordinary text 2: /messages: missing");
  EXPECT_EQ(Complaint({.items = {R"({"text":"x"})"}}), "ordinary text 1: /id: missing");
}

}  // namespace
}  // namespace watchword::canary

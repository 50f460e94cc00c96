// SPDX-License-Identifier: Apache-2.0
#include "store/state.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace watchword::store {
namespace {

class StateTest : public testing::Test {
 protected:
  test::TemporaryFolder home_;
  const Folder folder_ = *Folder::Make(home_.At("data"));
};

TEST_F(StateTest, WhatIsSavedIsLoaded) {
  const Visits visits{.last_check = 5, .last_success = 4, .next_check = 9, .failures = 2};
  const State state{.visits = {{"watchword", visits}, {"acme", {}}},
                    .bucket = 42,
                    .refused = {"a", "b"},
                    .left_out = {{"acme.fraud", {"id", "beside", "why"}}}};
  ASSERT_TRUE(SaveState(folder_, state));
  const State loaded = LoadState(folder_);
  ASSERT_EQ(loaded.visits.size(), 2u);
  EXPECT_EQ(loaded.visits.at("watchword").last_check, 5);
  EXPECT_EQ(loaded.visits.at("watchword").last_success, 4);
  EXPECT_EQ(loaded.visits.at("watchword").next_check, 9);
  EXPECT_EQ(loaded.visits.at("watchword").failures, 2);
  EXPECT_EQ(loaded.visits.at("acme").last_check, 0);
  EXPECT_EQ(loaded.left_out.at("acme.fraud").identity, "id");
  EXPECT_EQ(loaded.left_out.at("acme.fraud").beside, "beside");
  EXPECT_EQ(loaded.left_out.at("acme.fraud").why, "why");
  EXPECT_EQ(loaded.bucket, 42);
  EXPECT_EQ(loaded.refused, (std::vector<std::string>{"a", "b"}));
}

TEST_F(StateTest, UnreadableIsAbsent) {
  const std::vector<std::string> texts = {"",
                                          "{",
                                          "[]",
                                          "{}",
                                          R"({"visits":{"a":{"last_check":-1}}})",
                                          std::string(100'000, ' '),
                                          R"({"visits":{},"bucket":100,"refused":[],"left_out":{}})",
                                          R"({"visits":{},"bucket":1,"refused":[],"left_out":{"a":"why"}})"};
  for (const std::string& text : texts) {
    std::ofstream(folder_.At("state.json")) << text;
    const State state = LoadState(folder_);
    EXPECT_TRUE(state.visits.empty()) << text;
    EXPECT_TRUE(state.bucket >= 0 && state.bucket < 100) << text;
    EXPECT_TRUE(state.refused.empty()) << text;
  }
}

TEST(Refuse, RemembersEachOnceAndNotForEver) {
  State state;
  for (std::size_t i = 0; i < kMaxRefused + 3; ++i) {
    Refuse(state, std::to_string(i));
    Refuse(state, std::to_string(i));
  }
  EXPECT_EQ(state.refused.size(), kMaxRefused);
  EXPECT_FALSE(Refuses(state, "2"));
  EXPECT_TRUE(Refuses(state, "3"));
}

}  // namespace
}  // namespace watchword::store

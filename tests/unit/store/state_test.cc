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
  const State state{.last_check = 5,
                    .last_success = 4,
                    .next_check = 9,
                    .failures = 2,
                    .bucket = 42,
                    .refused = {"a", "b"}};
  ASSERT_TRUE(SaveState(folder_, state));
  const State loaded = LoadState(folder_);
  EXPECT_EQ(loaded.last_check, 5);
  EXPECT_EQ(loaded.last_success, 4);
  EXPECT_EQ(loaded.next_check, 9);
  EXPECT_EQ(loaded.failures, 2);
  EXPECT_EQ(loaded.bucket, 42);
  EXPECT_EQ(loaded.refused, (std::vector<std::string>{"a", "b"}));
}

TEST_F(StateTest, UnreadableIsAbsent) {
  const std::vector<std::string> texts = {
      "",
      "{",
      "[]",
      "{}",
      R"({"last_check":-1})",
      std::string(100'000, ' '),
      R"({"last_check":1,"last_success":1,"next_check":1,"failures":1,"bucket":100,"refused":[]})"};
  for (const std::string& text : texts) {
    std::ofstream(folder_.At("state.json")) << text;
    const State state = LoadState(folder_);
    EXPECT_EQ(state.last_check, 0) << text;
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

// SPDX-License-Identifier: Apache-2.0
#include "cli/child.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace watchword::cli {
namespace {

constexpr int kLongMs = 60'000;

TEST(RunChild, GivesInputAndCollectsOutput) {
  const auto child = RunChild({"/bin/cat"}, std::string("a\0b\n", 4), kLongMs);
  ASSERT_TRUE(child);
  EXPECT_EQ(child->output, std::string("a\0b\n", 4));
  EXPECT_EQ(child->exit_code, 0);
}

TEST(RunChild, PassesArgumentsAsTheyAre) {
  const auto child = RunChild({"/bin/sh", "-c", "printf '%s|' \"$@\"", "sh", "a b", "", "$x"}, "", kLongMs);
  ASSERT_TRUE(child);
  EXPECT_EQ(child->output, "a b||$x|");
}

TEST(RunChild, CollectsMoreThanAPipeHolds) {
  const auto child = RunChild({"/usr/bin/head", "-c", "1000000", "/dev/zero"}, "", kLongMs);
  ASSERT_TRUE(child);
  EXPECT_EQ(child->output.size(), 1'000'000u);
}

TEST(RunChild, TellsHowItEnded) {
  EXPECT_EQ(RunChild({"/bin/sh", "-c", "exit 7"}, "", kLongMs)->exit_code, 7);
  EXPECT_EQ(RunChild({"/bin/sh", "-c", "kill -9 $$"}, "", kLongMs)->exit_code, -1);
}

TEST(RunChild, AChildThatDoesNotReadIsNoHarm) {
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(RunChild({"/bin/true"}, std::string(1000, 'x'), kLongMs));
}

TEST(RunChild, AProgramThatIsNotThereIsAnError) {
  const auto child = RunChild({"/nowhere/program"}, "", kLongMs);
  ASSERT_FALSE(child);
  EXPECT_EQ(child.error().code, ErrorCode::kIo);
  EXPECT_EQ(child.error().message, "/nowhere/program: No such file or directory");
}

TEST(RunChild, EndsAChildThatDoesNotAnswer) {
  // The second one closes its stdout and goes on.
  for (const char* script : {"exec sleep 60", "exec sleep 60 >&-"}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto child = RunChild({"/bin/sh", "-c", script}, "", 30);
    ASSERT_FALSE(child) << script;
    EXPECT_EQ(child.error().code, ErrorCode::kIo);
    EXPECT_EQ(child.error().message, "/bin/sh: no answer within 30 ms");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  }
}

}  // namespace
}  // namespace watchword::cli

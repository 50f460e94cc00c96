// SPDX-License-Identifier: Apache-2.0
#include "delta/delta.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace watchword::delta {
namespace {

// Words that do not get much smaller by themselves.
std::string Text(unsigned seed, std::size_t words) {
  std::mt19937 random(seed);
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text += std::to_string(random()) + " ";
  return text;
}

class DeltaTest : public testing::Test {
 protected:
  std::string ErrorOf(std::string_view delta, std::string_view from, std::size_t bytes) const {
    const auto applied = Apply(delta, from, bytes);
    EXPECT_FALSE(applied);
    return applied ? "" : applied.error().message;
  }
  const std::string from_ = Text(1, 20'000);
  const std::string to_ = from_.substr(0, 50'000) + "something new" + from_.substr(50'020);
  const std::string delta_ = *Create(from_, to_);
};

TEST_F(DeltaTest, LeadsFromTheOldToTheNew) {
  EXPECT_EQ(*Apply(delta_, from_, to_.size()), to_);
  EXPECT_LT(delta_.size(), 200u);
}

TEST_F(DeltaTest, LeadsFromAnythingToAnything) {
  for (const std::string& from : {std::string(), std::string("x"), from_}) {
    for (const std::string& to : {std::string("y"), Text(2, 3000), from_, std::string(100'000, 'z')}) {
      EXPECT_EQ(*Apply(*Create(from, to), from, to.size()), to);
    }
  }
}

TEST_F(DeltaTest, WhatIsMovedFarIsFound) {
  const std::string from = Text(3, 400'000);
  const std::string to = from.substr(from.size() / 2) + from.substr(0, from.size() / 2);
  const std::string delta = *Create(from, to);
  EXPECT_LT(delta.size(), 1000u);
  EXPECT_EQ(*Apply(delta, from, to.size()), to);
}

TEST_F(DeltaTest, RefusesAnotherBase) {
  std::string other = from_;
  other[40'000] = 'x';
  EXPECT_TRUE(ErrorOf(delta_, other, to_.size()).starts_with("delta: does not fit: "));
  EXPECT_TRUE(ErrorOf(delta_, "", to_.size()).starts_with("delta: does not fit: "));
  EXPECT_TRUE(ErrorOf(delta_, to_, to_.size()).starts_with("delta: does not fit: "));
}

TEST_F(DeltaTest, RefusesEveryFlippedBit) {
  for (std::size_t bit = 0; bit < delta_.size() * 8; ++bit) {
    std::string flipped = delta_;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const auto applied = Apply(flipped, from_, to_.size());
    // A bit or two of the frame's head change nothing; the result is then the right one.
    EXPECT_TRUE(!applied || *applied == to_) << bit;
  }
}

TEST_F(DeltaTest, RefusesAnotherLength) {
  const std::string said = std::to_string(to_.size());
  for (const std::size_t bytes : {std::size_t{0}, to_.size() - 1, to_.size() + 1, kMaxBytes})
    EXPECT_EQ(ErrorOf(delta_, from_, bytes),
              "delta: leads to " + said + " bytes instead of " + std::to_string(bytes));
}

TEST_F(DeltaTest, RefusesWhatFollows) {
  EXPECT_EQ(ErrorOf(delta_ + "x", from_, to_.size()), "delta: something follows its end");
  EXPECT_EQ(ErrorOf(delta_ + delta_, from_, to_.size()), "delta: something follows its end");
  const std::string skippable("\x50\x2A\x4D\x18\0\0\0\0", 8);
  EXPECT_EQ(ErrorOf(delta_ + skippable, from_, to_.size()), "delta: something follows its end");
  EXPECT_FALSE(Apply(skippable + delta_, from_, to_.size()));
}

TEST_F(DeltaTest, RefusesWhatIsCut) {
  for (std::size_t size = 0; size < delta_.size(); ++size)
    EXPECT_FALSE(Apply(std::string_view(delta_).substr(0, size), from_, to_.size())) << size;
}

TEST_F(DeltaTest, RefusesABombBeforeItDecodes) {
  // A few kilobytes that become all that is allowed, and say so.
  const std::string bomb = *Create("", std::string(kMaxBytes, 'a'));
  EXPECT_LT(bomb.size(), 10'000u);
  EXPECT_EQ(ErrorOf(bomb, from_, to_.size()),
            "delta: leads to 67108864 bytes instead of " + std::to_string(to_.size()));
  const auto above = Apply(bomb, from_, kMaxBytes + 1);
  ASSERT_FALSE(above);
  EXPECT_EQ(above.error().message, "delta: the result has 67108865 bytes, at most 67108864");
}

TEST_F(DeltaTest, RefusesALengthThatIsALie) {
  // The frame says four bytes and holds more: one block of six, uncompressed.
  const std::string liar(
      "\x28\xB5\x2F\xFD\x20\x04\x31\x00\x00"
      "abcdef",
      15);
  EXPECT_FALSE(Apply(liar, "", 4));
  // And one that does not say.
  const std::string silent(
      "\x28\xB5\x2F\xFD\x00\x58\x09\x00\x00"
      "a",
      10);
  EXPECT_EQ(ErrorOf(silent, "", 1), "delta: does not say what length it leads to");
}

TEST_F(DeltaTest, WhatWindowAFrameAsksForIsOfNoConsequence) {
  // A frame that asks for a gigabyte to hold four bytes.
  const std::string wide(
      "\x28\xB5\x2F\xFD\x80\xA0\x04\x00\x00\x00\x21\x00\x00"
      "abcd",
      17);
  const auto applied = Apply(wide, "", 4);
  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_EQ(*applied, "abcd");
}

TEST_F(DeltaTest, RefusesWhatIsTooLargeToMake) {
  EXPECT_EQ(Create(std::string(kMaxBytes + 1, 'a'), "x").error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(Create("x", std::string(kMaxBytes + 1, 'a')).error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace watchword::delta

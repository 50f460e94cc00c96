// SPDX-License-Identifier: Apache-2.0
#include "assess/memory.h"

#include <gtest/gtest.h>

namespace watchword::assess {
namespace {

Result<Memory> Read(const char* text) {
  const auto json = base::ParseJson(text);
  return ReadMemory(base::JsonCursor(*json));
}

TEST(Memory, GoesOutAndComesBackTheSame) {
  const Memory memory = {{"investment/pitch/en/a", 2.0, 20779}, {"list/reported", 4.0, std::nullopt}};
  const base::Json json = ToJson(memory);
  EXPECT_EQ(
      base::ToText(json),
      R"({"v":1,"rules":[{"rule":"investment/pitch/en/a","weight":2.0,"day":20779},{"rule":"list/reported","weight":4.0}]})");
  const auto back = ReadMemory(base::JsonCursor(json));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 2u);
  EXPECT_EQ((*back)[0].rule, "investment/pitch/en/a");
  EXPECT_EQ((*back)[0].weight, 2.0);
  EXPECT_EQ((*back)[0].day, 20779);
  EXPECT_EQ((*back)[1].day, std::nullopt);
}

TEST(Memory, StaysWithinItsBytesAndKeepsWhatCameFirst) {
  Memory memory;
  for (int i = 0; i < 500; ++i)
    memory.push_back({"investment/pitch/en/rule-" + std::to_string(i), 2.0, 20779});
  const base::Json json = ToJson(memory);
  EXPECT_LE(base::ToText(json).size(), kMaxMemoryBytes);
  EXPECT_GT(json["rules"].size(), 40u);
  EXPECT_EQ(json["rules"][0]["rule"], "investment/pitch/en/rule-0");
}

TEST(Memory, FadesAfterASeason) {
  const Remembered one = {"investment/pitch/en/a", 2.0, 20000};
  EXPECT_EQ(WeightToday(one, 20000), 2.0);
  EXPECT_EQ(WeightToday(one, 20000 + kFreshDays), 2.0);
  EXPECT_DOUBLE_EQ(WeightToday(one, 20000 + kFreshDays + kHalfLifeDays), 1.0);
  EXPECT_DOUBLE_EQ(WeightToday(one, 20000 + kFreshDays + 2 * kHalfLifeDays), 0.5);
  EXPECT_EQ(WeightToday(one, 19000), 2.0) << "a clock set back makes nothing older";
  EXPECT_EQ(WeightToday(one, std::nullopt), 2.0);
  EXPECT_EQ(WeightToday({"a", 2.0, std::nullopt}, 30000), 2.0);
}

TEST(Memory, OfANewerVersionIsEmpty) {
  const auto memory = Read(R"({"v":2,"anything":true})");
  ASSERT_TRUE(memory);
  EXPECT_TRUE(memory->empty());
}

TEST(Memory, NamesWhatIsWrong) {
  EXPECT_EQ(Read(R"({})").error().message, "/v: missing");
  EXPECT_EQ(Read(R"({"v":1})").error().message, "/rules: missing");
  EXPECT_EQ(Read(R"({"v":1,"rules":[{"weight":1}]})").error().message, "/rules/0/rule: missing");
  EXPECT_EQ(Read(R"({"v":1,"rules":[{"rule":"a","weight":"x"}]})").error().message,
            "/rules/0/weight: expected a number from 0.000000 to 100.000000");
  EXPECT_EQ(Read(R"({"v":1,"rules":[{"rule":"a","weight":1,"day":-1}]})").error().message,
            "/rules/0/day: expected an integer from 0 to 4000000");
}

}  // namespace
}  // namespace watchword::assess

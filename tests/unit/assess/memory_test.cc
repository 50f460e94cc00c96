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

std::string Merged(const Memory& own, const std::vector<Memory>& others) {
  return base::ToText(ToJson(Merge(own, others)));
}

TEST(Merge, KeepsTheGreatestWeightAndTheEarliestDayInTheOrderOfDays) {
  const Memory own = {{"tax", 2.0, 20800}, {"pitch", 1.0, 20810}};
  const Memory other = {{"opener", 0.5, 20779}, {"tax", 4.0, 20790}, {"move", 1.0, 20800}};
  EXPECT_EQ(
      Merged(own, {other}),
      R"({"v":1,"rules":[{"rule":"opener","weight":0.5,"day":20779},{"rule":"tax","weight":4.0,"day":20790},)"
      R"({"rule":"move","weight":1.0,"day":20800},{"rule":"pitch","weight":1.0,"day":20810}]})");
}

TEST(Merge, OfOneDayItsOwnComesFirstAndUndatedOnesLast) {
  const Memory own = {{"undated", 1.0, std::nullopt}, {"own-b", 1.0, 5}, {"own-a", 1.0, 5}};
  const Memory merged = Merge(own, {{{"other", 1.0, 5}, {"undated", 2.0, std::nullopt}}});
  ASSERT_EQ(merged.size(), 4u);
  EXPECT_EQ(merged[0].rule, "own-b");
  EXPECT_EQ(merged[1].rule, "own-a");
  EXPECT_EQ(merged[2].rule, "other");
  EXPECT_EQ(merged[3].rule, "undated");
  EXPECT_EQ(merged[3].weight, 2.0);
  EXPECT_EQ(merged[3].day, std::nullopt);
  EXPECT_EQ(Merge(own, {{{"undated", 0.5, 4}}})[0].day, 4) << "a day that is known is better than none";
}

TEST(Merge, OfTheSameAgainChangesNothing) {
  const Memory own = {{"tax", 2.0, 20800}, {"pitch", 1.0, std::nullopt}};
  const Memory other = {{"opener", 0.5, 20779}, {"tax", 4.0, 20790}};
  const Memory merged = Merge(own, {other});
  EXPECT_EQ(Merged(merged, {other}), Merged(own, {other}));
  EXPECT_EQ(Merged(merged, {own, other, merged}), Merged(own, {other}));
}

TEST(Merge, DoesNotDependOnTheOrderOfOthersOnDifferentDays) {
  const Memory a = {{"opener", 0.5, 1}, {"tax", 1.0, 9}};
  const Memory b = {{"move", 0.5, 2}, {"tax", 3.0, 8}};
  const Memory c = {{"pitch", 0.5, 3}};
  const Memory own = {{"tax", 2.0, 10}};
  EXPECT_EQ(Merged(own, {a, b, c}), Merged(own, {c, b, a}));
  EXPECT_EQ(Merged(own, {a, b, c}), Merged(b, {c, own, a}));
}

TEST(Merge, WithoutOthersLeavesItAsItIs) {
  const Memory own = {{"undated", 1.0, std::nullopt}, {"later", 1.0, 9}, {"earlier", 1.0, 5}};
  EXPECT_EQ(Merged(own, {}), base::ToText(ToJson(own)));
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

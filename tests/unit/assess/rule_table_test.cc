// SPDX-License-Identifier: Apache-2.0
#include "assess/rule_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "support/test_pack.h"

namespace watchword::assess {
namespace {

constexpr const char* kMisfit = "compiled image: rules that do not fit together";

// Two rules of the only stage of the only scheme: "b" because of "no", then "a" because of "why".
struct Tables {
  std::vector<image::RuleRow> rows = {{.id = {0, 1}, .reason = {1, 2}}, {.id = {3, 1}, .reason = {4, 3}}};
  std::vector<RuleIndex> by_id = {1, 0};
  std::string text = "bnoawhy";
};

std::shared_ptr<const image::Image> ImageOf(const Tables& tables) {
  image::Builder builder;
  builder.AddTable(image::Section::kRules, tables.rows);
  builder.AddTable(image::Section::kRulesById, tables.by_id);
  builder.Add(image::Section::kText, tables.text);
  return *image::Verify(*builder.Finish("key"), "key");
}

std::vector<pack::Scheme> OneScheme() {
  return {{.id = "investment", .stages = {{.id = "pitch"}}}};
}

std::string Complaint(const Tables& tables) {
  const auto table = RuleTable::Read(*ImageOf(tables), OneScheme());
  return table ? "" : table.error().message;
}

TEST(RuleTable, TellsWhatTheImageSays) {
  const auto image = ImageOf({});
  const RuleTable table = *RuleTable::Read(*image, OneScheme());
  EXPECT_EQ(table.size(), 2u);
  EXPECT_EQ(table[0].id, "b");
  EXPECT_EQ(table[0].reason, "no");
  EXPECT_EQ(table[1].reason, "why");
  EXPECT_EQ(table.Find("a"), 1u);
  EXPECT_EQ(table.Find("b"), 0u);
  EXPECT_EQ(table.Find("c"), std::nullopt);
  EXPECT_EQ(table.Find(""), std::nullopt);
}

TEST(RuleTable, RefusesARowThatPointsAtNothing) {
  const std::vector<void (*)(Tables&)> breaks = {
      [](Tables& tables) {
        tables.rows[0].id = {0, 8};
      },
      [](Tables& tables) {
        tables.rows[0].id = {8, 0};
      },
      [](Tables& tables) {
        tables.rows[1].reason = {0xFFFFFFFF, 2};
      },
      [](Tables& tables) { tables.rows[1].scheme = 1; },
      [](Tables& tables) { tables.rows[1].stage = 1; },
      [](Tables& tables) { tables.rows[1].weight = 4; },
      [](Tables& tables) { tables.rows[1].said_by = 3; },
  };
  EXPECT_EQ(Complaint({}), "");
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    Tables tables;
    breaks[i](tables);
    EXPECT_EQ(Complaint(tables), kMisfit) << i;
  }
}

TEST(RuleTable, RefusesAnOrderThatIsNone) {
  for (const std::vector<RuleIndex>& by_id : {std::vector<RuleIndex>{0, 1}, std::vector<RuleIndex>{1},
                                              std::vector<RuleIndex>{1, 1}, std::vector<RuleIndex>{1, 2}}) {
    Tables tables;
    tables.by_id = by_id;
    EXPECT_EQ(Complaint(tables), kMisfit);
  }
}

TEST(RuleTable, RefusesHalfARow) {
  image::Builder builder;
  builder.Add(image::Section::kRules, "half a row");
  const auto image = *image::Verify(*builder.Finish("key"), "key");
  EXPECT_FALSE(RuleTable::Read(*image, OneScheme()));
}

TEST(RuleTable, OfARealPackHasEveryRule) {
  const auto ruleset = test::TestRuleset();
  const auto patterns = test::ReadTestPatterns();
  ASSERT_EQ(ruleset->rule_count(), patterns.pack.rules.size());
  for (const pack::Rule& rule : patterns.pack.rules) {
    const auto found = ruleset->FindRule(rule.id);
    ASSERT_TRUE(found) << rule.id;
    const RuleHead head = ruleset->rule(*found);
    EXPECT_EQ(head.id, rule.id);
    EXPECT_EQ(head.reason, rule.reason);
    EXPECT_EQ(head.weight, rule.weight);
    EXPECT_EQ(head.said_by, rule.said_by);
    EXPECT_EQ(head.stage, ruleset->FindStage(rule.scheme, rule.stage));
  }
}

}  // namespace
}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "update/choose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace watchword::update {
namespace {

// A world in which packs say what is wrong with them: "bad" does not work in any company, "misfit" is left
// out when it was live, "shy" works only with "base2".
class ChooseTest : public testing::Test {
 protected:
  Result<Choice> Run(std::vector<Slot> slots) {
    slots_ = std::move(slots);
    return Choose(
        slots_, [this](std::span<const Trial> trials, Keeping keeping) { return Prepare(trials, keeping); });
  }

  Result<std::vector<pack::Addition>> Prepare(std::span<const Trial> trials, Keeping keeping) {
    std::string what;
    std::vector<pack::Addition> additions;
    for (const Trial& one : trials) what += (what.empty() ? "" : " ") + one.file;
    tried_.push_back((keeping == Keeping::kKeep ? "keep " : "try ") + what);
    for (const Trial& one : trials) {
      if (one.file.starts_with("bad")) return Error{ErrorCode::kInvalid, one.file + " does not work"};
      const bool is_misfit = one.file == "misfit" || (one.file == "shy" && trials[0].file != "base2");
      if (is_misfit && one.is_new) return Error{ErrorCode::kInvalid, one.file + " does not fit"};
      if (one.name != "base") additions.push_back({one.name, 1, is_misfit ? "it does not fit" : ""});
    }
    return additions;
  }

  std::string Used(const Choice& choice) const {
    std::string used;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (choice.uses[i] == Use::kNone) continue;
      used += (used.empty() ? "" : " ") + (choice.uses[i] == Use::kNext ? *slots_[i].next : *slots_[i].live);
    }
    return used;
  }

  std::vector<Slot> slots_;
  std::vector<std::string> tried_;
};

TEST_F(ChooseTest, WhatWorksTogetherIsTriedOnce) {
  const auto choice =
      Run({{"base", "base1", "base2"}, {"de", std::nullopt, "de1"}, {"fr", "fr1", std::nullopt}});
  ASSERT_TRUE(choice);
  EXPECT_EQ(Used(*choice), "base2 de1 fr1");
  EXPECT_TRUE(choice->changes);
  EXPECT_TRUE(choice->faults.empty());
  EXPECT_EQ(tried_, std::vector<std::string>{"keep base2 de1 fr1"});
}

TEST_F(ChooseTest, NothingNewIsNothingTried) {
  const auto choice = Run({{"base", "base1", std::nullopt}});
  EXPECT_FALSE(choice->changes);
  EXPECT_TRUE(tried_.empty());
}

TEST_F(ChooseTest, OneAdditionThatIsBadIsFoundAndTheOthersCome) {
  const auto choice = Run({{"base", "base1", "base2"},
                           {"de", std::nullopt, "bad"},
                           {"fr", "fr1", "bad too"},
                           {"it", std::nullopt, "it1"}});
  ASSERT_TRUE(choice);
  EXPECT_EQ(Used(*choice), "base2 fr1 it1");
  EXPECT_EQ(choice->faults, (std::map<std::string, std::string>{{"de", "bad does not work"},
                                                                {"fr", "bad too does not work"}}));
  EXPECT_EQ(tried_.back(), "keep base2 fr1 it1");
}

TEST_F(ChooseTest, ABaseThatIsBadKeepsNoAdditionAway) {
  const auto choice = Run({{"base", "base1", "bad"}, {"de", std::nullopt, "de1"}});
  EXPECT_EQ(Used(*choice), "base1 de1");
  EXPECT_EQ(choice->faults.at("base"), "bad does not work");
}

TEST_F(ChooseTest, WhenAllThatIsNewIsBadNothingChanges) {
  const auto choice = Run({{"base", "base1", "bad"}, {"de", "de1", "misfit"}});
  EXPECT_FALSE(choice->changes);
  EXPECT_EQ(Used(*choice), "base1 de1");
  EXPECT_EQ(choice->faults.at("de"), "misfit does not fit");
}

TEST_F(ChooseTest, AnAdditionThatIsLiveWaitsWhenItFitsNoMoreAndGoesWhenItBreaksThings) {
  const auto waits = Run({{"base", "base1", "base2"}, {"de", "misfit", std::nullopt}});
  EXPECT_EQ(Used(*waits), "base2 misfit");
  EXPECT_EQ(waits->faults.at("de"), "it does not fit");
  const auto goes = Run({{"base", "base1", "base2"}, {"de", "bad", std::nullopt}});
  EXPECT_EQ(Used(*goes), "base2");
  EXPECT_EQ(goes->faults.at("de"), "bad does not work");
}

TEST_F(ChooseTest, WhatIsFollowedNoMoreGoes) {
  const auto choice =
      Run({{"base", "base1", std::nullopt}, {.name = "de", .live = "de1", .is_followed = false}});
  EXPECT_TRUE(choice->changes);
  EXPECT_EQ(Used(*choice), "base1");
  EXPECT_TRUE(choice->faults.empty());
}

TEST_F(ChooseTest, WithoutABaseNothingCanBeAdded) {
  const auto choice = Run({{.name = "base"}, {"de", std::nullopt, "bad"}});
  ASSERT_TRUE(choice);
  EXPECT_FALSE(choice->changes);
  EXPECT_EQ(choice->faults.at("de"), "there is no base pack to add it to");
}

TEST_F(ChooseTest, HalfOfWhatIsLiveHasToStayUnlessThePublisherMeantIt) {
  std::vector<std::string> before;
  const auto look = [&](std::span<const Trial> trials, Keeping) -> Result<std::vector<pack::Addition>> {
    for (const Trial& one : trials) before.push_back(one.before);
    return std::vector<pack::Addition>();
  };
  const std::vector<Slot> slots = {{"base", "base1", "base2"},
                                   {.name = "de", .live = "de1", .next = "de2", .may_shrink = true},
                                   {"fr", "fr1", std::nullopt}};
  ASSERT_TRUE(Choose(slots, look));
  EXPECT_EQ(before, (std::vector<std::string>{"base1", "", ""}));
}

}  // namespace
}  // namespace watchword::update

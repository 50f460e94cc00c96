// SPDX-License-Identifier: Apache-2.0
#include "contact/trading_names.h"

#include <gtest/gtest.h>

namespace watchword::contact {
namespace {

const std::vector<std::string> kWords = {"invest", "trade",  "trading", "fx",
                                         "forex",  "crypto", "wealth",  "build"};

std::vector<std::string> Names(std::string_view text) {
  std::vector<std::string> names;
  for (const TradingName& found : FindTradingNames(text, kWords)) names.push_back(found.name);
  return names;
}

using Expected = std::vector<std::string>;

TEST(TradingNames, AWordAndAPerson) {
  EXPECT_EQ(Names("thanks to @Invest_With_Carolin_ and #dorothyfx"),
            (Expected{"invest_with_carolin_", "dorothyfx"}));
  EXPECT_EQ(Names("@malloryinvest, @crypto.nate. @buildwealthwithmilly🏵"),
            (Expected{"malloryinvest", "crypto.nate", "buildwealthwithmilly"}));
  EXPECT_EQ(Names("(@anna__trading___)"), (Expected{"anna__trading___"}));
}

TEST(TradingNames, TellsWhereTheyStand) {
  const auto found = FindTradingNames("é @fx.anna!", kWords);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].begin, 3u);
  EXPECT_EQ(found[0].end, 11u);
}

TEST(TradingNames, SubjectsArePersonsToNobody) {
  EXPECT_EQ(Names("#crypto #forextrading #trade_with #buildwealth @trading101 #invest"), Expected{});
}

TEST(TradingNames, OtherNamesAreNot) {
  EXPECT_EQ(Names("@anna_88 @sabrina.with.love #monday @fxhashartist @johnvfx @indiagfx"), Expected{});
  EXPECT_EQ(Names("invest_with_anna anna@tradehouse.example https://a.example/@tradeanna"), Expected{});
}

TEST(TradingNames, NeitherShortNorEndlessOnes) {
  EXPECT_EQ(Names("@afx @ @# #"), Expected{});
  EXPECT_EQ(Names("@" + std::string(50, 'a') + "fx"), Expected{});
}

TEST(TradingNames, NoWordsNoNames) {
  EXPECT_TRUE(FindTradingNames("@invest_with_anna", {}).empty());
}

}  // namespace
}  // namespace watchword::contact

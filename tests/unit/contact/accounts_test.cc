// SPDX-License-Identifier: Apache-2.0
#include "contact/accounts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace watchword::contact {
namespace {

// "messenger id" of each.
std::vector<std::string> Find(const std::string& text) {
  std::vector<std::string> found;
  for (const Account& one : FindAccounts(text)) found.push_back(NameOf(one.messenger) + (" " + one.id));
  return found;
}

using Founds = std::vector<std::string>;

TEST(Accounts, LinksOfMessengersAreTheirAccounts) {
  EXPECT_EQ(Find("https://t.me/coach_anna or wa.me/639171234567 https://line.me/ti/p/abc"),
            (Founds{"telegram coach_anna", "whatsapp 639171234567", "line ti/p/abc"}));
  EXPECT_EQ(Find("t[.]me/coach_anna"), (Founds{"telegram coach_anna"}));
}

TEST(Accounts, AHomePageInvitesNobody) {
  EXPECT_EQ(Find("get it at whatsapp.com or https://discord.com, see line.me/"), Founds{});
}

TEST(Accounts, WordsThatNameAnAccount) {
  EXPECT_EQ(Find("add my WhatsApp +63 917 123 4567 please"), (Founds{"whatsapp +639171234567"}));
  EXPECT_EQ(Find("my LINE ID: anna_88"), (Founds{"line anna_88"}));
  EXPECT_EQ(Find("Telegram:@lisa.w"), (Founds{"telegram lisa.w"}));
  EXPECT_EQ(Find("加我微信：abc1234"), (Founds{"wechat abc1234"}));
  EXPECT_EQ(Find("我的薇信号是lily2024哦"), (Founds{"wechat lily2024"}));
  EXPECT_EQ(Find("加賴 kk_9981"), (Founds{"line kk_9981"}));
  EXPECT_EQ(Find("мой телеграм: lena_invest"), (Founds{"telegram lena_invest"}));
  EXPECT_EQ(Find("카톡 아이디 mina7788"), (Founds{"kakaotalk mina7788"}));
  EXPECT_EQ(Find("wechat id annalee"), (Founds{"wechat annalee"}));
}

TEST(Accounts, WhatStandsBeforeTheMessengerIsNamedByIt) {
  EXPECT_EQ(Find("find me, @anna_88, on telegram"), (Founds{"telegram anna_88"}));
  EXPECT_EQ(Find("+44 7700 900123 (whatsapp)"), (Founds{"whatsapp +447700900123"}));
  EXPECT_EQ(Find("@anna_88, telegram or whatsapp"), (Founds{"unknown anna_88"}));
}

TEST(Accounts, AMessengerThatIsOnlySpokenOfIsNone) {
  for (const char* text : {"I use telegram every day", "the whatsapp group is loud",
                           "wait in line 12 minutes", "line 4 is delayed", "wechat: please add me later on",
                           "write to anna@example.com", "he called from +44 7700 900123", "стоит тг",
                           "signal 500 is lost", "我的微信坏了", "wa is a state", "tgif 2024 party"})
    EXPECT_EQ(Find(text), Founds{}) << text;
}

TEST(Accounts, HandlesWithoutAMessengerAreUnknown) {
  EXPECT_EQ(Find("write @coach_anna"), (Founds{"unknown coach_anna"}));
}

TEST(Accounts, StandWhereTheyAreWritten) {
  const std::string text = "加我微信：abc1234";
  const auto found = FindAccounts(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "abc1234");
}

TEST(Accounts, LongAndBrokenTextsEndWell) {
  EXPECT_EQ(Find(""), Founds{});
  EXPECT_EQ(Find("telegram @"), Founds{});
  EXPECT_EQ(Find(std::string(100'000, '@')), Founds{});
  EXPECT_EQ(Find("whatsapp " + std::string(100'000, '1')), Founds{});
  EXPECT_EQ(Find("微\xE5\xBE"), Founds{});
}

}  // namespace
}  // namespace watchword::contact

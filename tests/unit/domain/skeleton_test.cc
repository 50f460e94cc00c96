// SPDX-License-Identifier: Apache-2.0
#include "domain/skeleton.h"

#include <gtest/gtest.h>

#include "domain/host_name.h"

namespace watchword::domain {
namespace {

TEST(Skeleton, SpellingsThatLookTheSameAreOne) {
  EXPECT_EQ(Skeleton("c0inbase"), Skeleton("coinbase"));
  EXPECT_EQ(Skeleton("b1nance"), Skeleton("blnance"));
  EXPECT_EQ(Skeleton("binance"), Skeleton("blnance"));
  EXPECT_EQ(Skeleton("rnetamask"), Skeleton("metamask"));
  EXPECT_EQ(Skeleton("unisvvap"), Skeleton("uniswap"));
  EXPECT_NE(Skeleton("uniswap"), Skeleton("unisap"));
  EXPECT_EQ(Skeleton(""), "");
  EXPECT_EQ(Skeleton("r"), "r");
  EXPECT_EQ(Skeleton("vvv"), "wv");
}

// What a name written in Unicode looks like, "" when like nothing Latin.
std::string Look(std::string_view name) {
  const auto host = HostName::Parse(name);
  return host ? LatinLookOf(host->ascii()).value_or("") : "(no host)";
}

TEST(LatinLookOf, LettersOfOtherScriptsAndAccentsAreSeenThrough) {
  EXPECT_EQ(Look("c\u043einb\u0430se"), "coinbase") << "two Cyrillic letters";
  EXPECT_EQ(Look("b\u00edn\u00e4nce"), "binance");
  EXPECT_EQ(Skeleton(Look("\u0440\u0430\u0443\u0440\u0430\u04cf")), Skeleton("paypal")) << "all Cyrillic";
  EXPECT_EQ(Look("b\u00fccher"), "bucher");
}

TEST(LatinLookOf, OtherNamesLookLikeNothing) {
  EXPECT_EQ(Look("coinbase"), "") << "no Punycode";
  EXPECT_EQ(Look("\u4f8b\u3048"), "");
  EXPECT_EQ(Look("\u0440\u0430\u0431\u043e\u0442\u0430"), "");
  for (const char* broken :
       {"xn--", "xn---", "xn--99999999999", "xn--a", "xn--zzzzzzzzzzzzzzzzzz", "xn--\xFF"}) {
    LatinLookOf(broken);
  }
}

}  // namespace
}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "domain/look_alike.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "assess/imitations.h"
#include "base/file_system.h"
#include "pack/brands.h"

namespace watchword::domain {
namespace {

constexpr std::array<const char*, 6> kNames = {"skeleton", "typo", "subdomain", "bait", "numbered", "ending"};

// "brand how", or "" when the name looks like nobody's.
std::string Found(const BrandIndex& index, std::string_view host, std::string_view registrable) {
  const auto name = HostName::Parse(host);
  if (!name) return "(no host)";
  const auto found = index.Find(*name, registrable);
  return found ? found->brand + " " + kNames.at(static_cast<std::size_t>(found->how)) : "";
}

struct Case {
  const char* host;
  const char* registrable;
  const char* found;
};

void Expect(const BrandIndex& index, const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(Found(index, one.host, one.registrable), one.found) << one.host;
}

BrandIndex Small() {
  return BrandIndex(
      {.bait = {"vip", "mall", "swap", "eth"},
       .weak_bait = {"app", "com", "pro", "th"},
       .ordinary = {"coinbare"},
       .tenants = {"help.example"},
       .brands = {{.id = "coinbase",
                   .name = "Coinbase",
                   .words = {"coinbase"},
                   .common_words = {"base"},
                   .domains = {"coinbase.example", "bücher.example", "coinbase.co"}},
                  {.id = "gate", .name = "Gate", .common_words = {"gate"}, .domains = {"gate.example"}},
                  {.id = "mexc", .name = "MEXC", .words = {"mexcglobal"}, .domains = {"mexc.example"}}}});
}

TEST(BrandIndex, WhatIsNoPunycodeLooksLikeNobody) {
  Expect(Small(), {{"xn--abc.com", "xn--abc.com", ""},
                   {"xn--coinbase.com", "xn--coinbase.com", ""},
                   {"xn--.com", "xn--.com", ""},
                   {"xn--a.xn--b.xn--c.com", "xn--c.com", ""}});
}

TEST(BrandIndex, TellsTheBrandItsNameAndItsFirstDomain) {
  const auto found = Small().Find(*HostName::Parse("https://www.coinbase-vip.top/x"), "coinbase-vip.top");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->brand, "coinbase");
  EXPECT_EQ(found->name, "Coinbase");
  EXPECT_EQ(found->how, Likeness::kBait);
  EXPECT_EQ(found->official, "coinbase.example");
}

TEST(BrandIndex, OwnDomainsAndWhatIsBelowThemAreOfficial) {
  const BrandIndex index = Small();
  for (const char* host : {"coinbase.example", "https://login.coinbase.example/x", "xn--bcher-kva.example",
                           "a.b.gate.example", "coinbase.gate.example"}) {
    EXPECT_TRUE(index.IsOfficial(*HostName::Parse(host))) << host;
    EXPECT_EQ(Found(index, host, HostName::Parse(host)->ascii()), "") << host;
  }
  for (const char* host :
       {"example", "notcoinbase.example", "coinbase.example.org", "localhost", "127.0.0.1"})
    EXPECT_FALSE(index.IsOfficial(*HostName::Parse(host))) << host;
}

TEST(BrandIndex, AWordThatSaysTheBrandAloneCountsAlone) {
  Expect(Small(), {{"coinbase.top", "coinbase.top", "coinbase ending"},
                   {"www.coinbase.co.com", "coinbase.co.com", "coinbase ending"},
                   {"coinbase-com.top", "coinbase-com.top", "coinbase bait"},
                   {"coinbase.x9.top", "x9.top", "coinbase subdomain"},
                   {"my-coinbase-account.x9.top", "x9.top", "coinbase subdomain"},
                   {"a.coinbase.b.x9.co.uk", "x9.co.uk", "coinbase subdomain"},
                   {"foo-coinbase.top", "foo-coinbase.top", ""},
                   {"thecoinbasebook.top", "thecoinbasebook.top", ""}});
}

TEST(BrandIndex, TheNameAloneUnderComOrACountryIsSomebodysOwn) {
  Expect(Small(), {{"coinbase.com", "coinbase.com", ""},
                   {"coinbase.de", "coinbase.de", ""},
                   {"coinbase.com.tw", "coinbase.com.tw", ""},
                   {"coinbase.com.co", "coinbase.com.co", ""},
                   {"coinbase.io", "coinbase.io", "coinbase ending"},
                   {"coinbase-vip.de", "coinbase-vip.de", "coinbase bait"}});
}

TEST(BrandIndex, ACommonWordNeedsBaitOrThreeDigits) {
  Expect(Small(), {{"gate.top", "gate.top", ""},
                   {"gate.x9.top", "x9.top", ""},
                   {"gate-vip.top", "gate-vip.top", "gate bait"},
                   {"gatemall.top", "gatemall.top", "gate bait"},
                   {"gate888.top", "gate888.top", "gate numbered"},
                   {"gate88.top", "gate88.top", ""},
                   {"gate2024.top", "gate2024.top", ""},
                   {"gateapp.top", "gateapp.top", ""},
                   {"gateapp888.top", "gateapp888.top", "gate numbered"},
                   {"swapgate.top", "swapgate.top", ""},
                   {"gate-house-vip.top", "gate-house-vip.top", ""},
                   {"gatevip.x9.top", "x9.top", "gate subdomain"},
                   {"gaate.top", "gaate.top", ""}});
}

TEST(BrandIndex, BaitAndDigitsStandOnEitherSide) {
  Expect(Small(), {{"coinbaseswap.org", "coinbaseswap.org", "coinbase bait"},
                   {"coinbaseth.net", "coinbaseth.net", "coinbase bait"},
                   {"coinbases-eth.cc", "coinbases-eth.cc", "coinbase bait"},
                   {"appcoinbase.com", "appcoinbase.com", "coinbase bait"},
                   {"coinbasevipk.com", "coinbasevipk.com", "coinbase bait"},
                   {"foo-coinbase-vip.com", "foo-coinbase-vip.com", "coinbase bait"},
                   {"foo-coinbase-app.com", "foo-coinbase-app.com", ""},
                   {"coinbase1.com", "coinbase1.com", "coinbase numbered"},
                   {"168-coinbase.com", "168-coinbase.com", "coinbase numbered"},
                   {"coinbase-vip-666.com", "coinbase-vip-666.com", "coinbase bait"}});
}

TEST(BrandIndex, OfABrandInSeriesTwoOrThreeLettersMayFollow) {
  const BrandIndex index(
      {.ordinary = {"kucoinage"},
       .brands = {{.id = "kucoin", .words = {"kucoin"}, .domains = {"a.example"}, .in_series = true},
                  {.id = "upbit", .words = {"upbit"}, .domains = {"b.example"}, .in_series = true}}});
  Expect(index, {{"kucoinikc.com", "kucoinikc.com", "kucoin bait"},
                 {"kucoinzh.com", "kucoinzh.com", "kucoin bait"},
                 {"kucoinage.com", "kucoinage.com", ""},
                 {"kucoinikcs.com", "kucoinikcs.com", ""},
                 {"xkucoinikc.com", "xkucoinikc.com", ""},
                 {"upbitikc.com", "upbitikc.com", ""}});
  Expect(Small(), {{"coinbaseikc.com", "coinbaseikc.com", ""}});
}

TEST(BrandIndex, OneLetterMayBeWrongInALongWord) {
  Expect(Small(), {{"coinbasse.com", "coinbasse.com", "coinbase typo"},
                   {"coinbse.de", "coinbse.de", "coinbase typo"},
                   {"coinbaes.com", "coinbaes.com", "coinbase typo"},
                   {"my-coinbsae-x.com", "my-coinbsae-x.com", "coinbase typo"},
                   {"koinbase.com", "koinbase.com", ""},
                   {"coinbare.com", "coinbare.com", ""},
                   {"coinbas.x9.com", "x9.com", ""},
                   {"coibnaes.com", "coibnaes.com", ""}});
}

TEST(BrandIndex, LettersThatLookTheSameAreSeenThrough) {
  Expect(Small(), {{"c0inbase.com", "c0inbase.com", "coinbase skeleton"},
                   {"my-colnbase.com", "my-colnbase.com", "coinbase skeleton"},
                   {"c0inbase.x9.com", "x9.com", "coinbase skeleton"},
                   {"0ther.com", "0ther.com", ""}});
  const BrandIndex index = Small();
  for (const char* name : {"c\u043einb\u0430se.com", "coinb\u00e1se-vip.com", "\u0441oinbase.com"}) {
    const auto host = HostName::Parse(name);
    EXPECT_EQ(Found(index, name, host->ascii()), "coinbase skeleton") << host->ascii();
  }
  EXPECT_EQ(Found(index, "b\u00fccher.com", "xn--bcher-kva.com"), "");
}

TEST(BrandIndex, ACustomersNameBelowATenantsDomainIsUsual) {
  Expect(Small(), {{"coinbase.help.example", "help.example", ""},
                   {"coinbase.eu.help.example", "help.example", ""},
                   {"coinbase.help.example", "coinbase.help.example", ""},
                   {"coinbase-vip.help.example", "help.example", "coinbase subdomain"}});
}

TEST(BrandIndex, ARegistrablePartThatDoesNotFitFindsNothing) {
  const BrandIndex index = Small();
  for (const char* registrable : {"", "x", "other.top", "base.top", "top", "www.coinbase.top.x"})
    EXPECT_EQ(Found(index, "coinbase.top", registrable), "") << registrable;
  EXPECT_EQ(Found(BrandIndex(), "coinbase.top", "coinbase.top"), "");
}

TEST(BrandIndex, HostileNamesEndSoon) {
  const BrandIndex index = Small();
  std::vector<std::string> names = {std::string(63, '-') + ".com",
                                    std::string(63, '1') + ".com",
                                    std::string(64, 'a') + ".com",
                                    std::string(5000, 'a') + ".com",
                                    std::string(5000, '-') + ".com",
                                    "xn--" + std::string(59, 'z') + ".com",
                                    "xn--" + std::string(5000, '9') + ".com",
                                    "xn--\xFF\xFE.com",
                                    "coinbase\xFF-vip.com",
                                    "-coinbase-.com",
                                    "coinbase..top",
                                    "..",
                                    ".top"};
  std::string vips;
  while (vips.size() < 60) vips += "vip";
  names.push_back(vips + ".com");
  std::string labels;
  while (labels.size() < 252) labels += "a.";
  names.push_back(labels + "com");
  std::string brands;
  while (brands.size() < 5000) brands += "coinbase-vip-";
  names.push_back(brands + ".com");
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& name : names) {
    const auto host = HostName::Parse(name);
    if (!host) continue;
    index.Find(*host, host->ascii());
    index.Find(*host, "com");
    const auto dot = host->ascii().find('.');
    index.Find(*host, std::string_view(host->ascii()).substr(dot + 1));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

// The list that is shipped.
class ShippedBrandsTest : public testing::Test {
 protected:
  static BrandIndex Read() {
    const base::PosixFileSystem files;
    const auto text = files.Read(WATCHWORD_SOURCE "/patterns/brands.json", base::kMaxFileBytes);
    const auto json = base::ParseJson(*text);
    return BrandIndex(assess::BrandListOf(*pack::ReadBrands(base::JsonCursor(*json))));
  }
  const BrandIndex index_ = Read();
};

TEST_F(ShippedBrandsTest, KnowTheNamesThatVictimsReported) {
  Expect(index_, {{"coinbase-btc.net", "coinbase-btc.net", "coinbase bait"},
                  {"coinbaseth.net", "coinbaseth.net", "coinbase bait"},
                  {"coinbases.trade", "coinbases.trade", "coinbase typo"},
                  {"coinbaseswap.org", "coinbaseswap.org", "coinbase bait"},
                  {"binances-eth.cc", "binances-eth.cc", "binance bait"},
                  {"fidelity-eth.com", "fidelity-eth.com", "fidelity bait"},
                  {"fidelity-mining.io", "fidelity-mining.io", "fidelity bait"},
                  {"kucoin-pro.xyz", "kucoin-pro.xyz", "kucoin bait"},
                  {"bitgets-pro.vip", "bitgets-pro.vip", "bitget bait"},
                  {"mexc666.com", "mexc666.com", "mexc numbered"},
                  {"mexc777.top", "mexc777.top", "mexc numbered"},
                  {"amazon-official.live", "amazon-official.live", "amazon bait"},
                  {"booking-com.vip", "booking-com.vip", "booking ending"},
                  {"kucoinikc.com", "kucoinikc.com", "kucoin bait"},
                  {"okx-bit.shop", "okx-bit.shop", "okx bait"},
                  {"cmegraup.com", "cmegraup.com", "cmegroup typo"},
                  {"cmegroap.top", "cmegroap.top", "cmegroup typo"},
                  {"bitrrex.com", "bitrrex.com", "bittrex typo"},
                  {"coinbase.iii36.vip", "iii36.vip", "coinbase subdomain"},
                  {"amazon.sofodpmz.com", "sofodpmz.com", "amazon subdomain"},
                  {"dnc.appbybit.com", "appbybit.com", "bybit bait"},
                  {"cme1001.cc", "cme1001.cc", "cmegroup numbered"},
                  {"amazonvip001.xyz", "amazonvip001.xyz", "amazon bait"},
                  {"coinbasedapp.com", "coinbasedapp.com", "coinbase bait"},
                  {"tiktokmall.tw", "tiktokmall.tw", "tiktok bait"},
                  {"app.lazadasvip.com", "lazadasvip.com", "lazada bait"},
                  {"app.shopeevipn.site", "shopeevipn.site", "shopee bait"},
                  {"alibaba688.com", "alibaba688.com", "alibaba numbered"},
                  {"ebaypromall.com", "ebaypromall.com", "ebay bait"},
                  {"binance.top", "binance.top", "binance ending"}});
}

TEST_F(ShippedBrandsTest, LeaveHonestNamesAlone) {
  Expect(index_, {{"binance.us", "binance.us", ""},
                  {"coinbase.com", "coinbase.com", ""},
                  {"exchange.coinbase.com", "coinbase.com", ""},
                  {"pro.kraken.com", "kraken.com", ""},
                  {"app.uniswap.org", "uniswap.org", ""},
                  {"m.hsbc.com", "hsbc.com", ""},
                  {"h5.alibaba.com", "alibaba.com", ""},
                  {"amazon.co.uk", "amazon.co.uk", ""},
                  {"booking.com", "booking.com", ""},
                  {"secure.booking.com", "booking.com", ""},
                  {"admin.booking.com", "booking.com", ""},
                  {"bitget.cloud", "bitget.cloud", ""},
                  {"mall.cz", "mall.cz", ""},
                  {"trip.com", "trip.com", ""},
                  {"etoro.com", "etoro.com", ""},
                  {"nodejs.org", "nodejs.org", ""},
                  {"poolcorp.com", "poolcorp.com", ""},
                  {"tradingview.com", "tradingview.com", ""},
                  {"vip.com", "vip.com", ""},
                  {"pro.fortune.com", "fortune.com", ""},
                  {"gold.org", "gold.org", ""},
                  {"coinmarketcap.com", "coinmarketcap.com", ""},
                  {"web.metatrader.app", "metatrader.app", ""},
                  {"goldsmiths.ac.uk", "goldsmiths.ac.uk", ""},
                  {"bitwarden.com", "bitwarden.com", ""},
                  {"exeter.ac.uk", "exeter.ac.uk", ""},
                  {"maxmind.com", "maxmind.com", ""},
                  {"fxstreet.com", "fxstreet.com", ""},
                  {"geminimade.com", "geminimade.com", ""},
                  {"gemini.google.com", "google.com", ""},
                  {"finance.yahoo.com", "yahoo.com", ""},
                  {"t.me", "t.me", ""},
                  {"tradegate.de", "tradegate.de", ""},
                  {"coingate.com", "coingate.com", ""},
                  {"coincheckup.com", "coincheckup.com", ""},
                  {"telegram.github.io", "telegram.github.io", ""},
                  {"booking.hotel-am-see.example", "hotel-am-see.example", ""}});
}

}  // namespace
}  // namespace watchword::domain

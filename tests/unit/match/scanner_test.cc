// SPDX-License-Identifier: Apache-2.0
#include "match/scanner.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"
#include "compile/compile_phrases.h"

namespace watchword::match {
namespace {

NumberWords Words() {
  return {.numbers = {"two", "hundred", "两"},
          .scales = {"k", "万", "hundred", "thousand"},
          .currencies = {"usdt", "dollars", "元", "u"},
          .sign_prefixes = {"r", "hk"},
          .before_numbers = {"rp", "rm"},
          .percents = {"%", "percent", "个点", "เปอร์เซ็นต์"},
          .percent_prefixes = {"百分之"},
          .durations = {"days", "day", "h", "天", "月"},
          .ranges = {"to", "到", "bis"},
          .counters = {"个"}};
}

std::vector<std::string> Find(const std::vector<std::string>& sources, const std::string& text,
                              ScanLimits limits = {}) {
  std::vector<compile::Phrase> phrases;
  for (const std::string& source : sources) {
    auto phrase = compile::ParsePhrase(source, {});
    if (!phrase) return {phrase.error().message};
    phrases.push_back(*std::move(phrase));
  }
  const auto set = compile::CompilePhrases(phrases, Words());
  auto scanner = set ? Scanner::Make(*set) : Result<Scanner>(set.error());
  const auto result =
      scanner ? scanner->Scan(text::Normalize(text), limits) : Result<ScanResult>(scanner.error());
  if (!result) return {result.error().message};
  std::vector<std::string> found;
  for (const Hit& hit : result->hits) {
    const std::size_t begin = base::ByteOffset(text, hit.range.begin);
    found.push_back(text.substr(begin, base::ByteOffset(text, hit.range.end) - begin));
  }
  if (result->truncated) found.push_back("(truncated)");
  return found;
}

std::vector<std::string> Find(const std::string& source, const std::string& text) {
  return Find(std::vector<std::string>{source}, text);
}

using Found = std::vector<std::string>;

TEST(Scan, FindsWholeWordsOnly) {
  EXPECT_EQ(Find("pay tax", "Pay tax! I repay taxes. pay-tax"), (Found{"Pay tax", "pay-tax"}));
  EXPECT_EQ(Find("withdraw* fee", "withdrawal fee, withdraw fees"), (Found{"withdrawal fee"}));
}

TEST(Scan, FindsChineseInsideSentencesAndAcrossPunctuation) {
  EXPECT_EQ(Find("稳赚不赔", "这是穩賺，不 賠的"), (Found{"穩賺，不 賠"}));
  EXPECT_EQ(Find("加whatsapp", "请加WhatsApp聊"), (Found{"加WhatsApp"}));
}

TEST(Scan, AGapIsAtMostEightWords) {
  EXPECT_EQ(Find("pay ... withdraw", "pay 1 2 3 4 5 6 7 8 withdraw"),
            (Found{"pay 1 2 3 4 5 6 7 8 withdraw"}));
  EXPECT_EQ(Find("pay ... withdraw", "pay 1 2 3 4 5 6 7 8 9 withdraw"), Found{});
  EXPECT_EQ(Find("pay ... withdraw", "pay withdraw"), (Found{"pay withdraw"}));
}

TEST(Scan, AGapIsAtMostTwentyFourCharactersWithoutSpaces) {
  std::string gap;
  for (int i = 0; i < 24; ++i) gap += "的";
  EXPECT_EQ(Find("缴纳...提现", "缴纳" + gap + "提现").size(), 1u);
  EXPECT_EQ(Find("缴纳...提现", "缴纳" + gap + "的提现").size(), 0u);
}

TEST(Scan, NothingCrossesABlankLine) {
  EXPECT_EQ(Find("pay ... withdraw", "pay now\n\nwithdraw"), Found{});
  EXPECT_EQ(Find("pay ... withdraw", "pay now\nwithdraw"), (Found{"pay now\nwithdraw"}));
  EXPECT_EQ(Find("pay now", "pay\n\nnow"), Found{});
}

TEST(Scan, TakesTheShortestStretchThatFits) {
  EXPECT_EQ(Find("pay ... tax", "pay pay me tax tax"), (Found{"pay me tax"}));
}

TEST(Scan, FindsEachStretchOnceWithoutOverlap) {
  EXPECT_EQ(Find("a b a", "a b a b a"), (Found{"a b a"}));
  EXPECT_EQ(Find("buy now", "buy now, buy now"), (Found{"buy now", "buy now"}));
}

TEST(Scan, ReadsSpacedAndLeetLetters) {
  EXPECT_EQ(Find("add telegram", "add T e l e g r a m"), (Found{"add T e l e g r a m"}));
  EXPECT_EQ(Find("guaranteed profit", "gu4ranteed pr0fit"), (Found{"gu4ranteed pr0fit"}));
  EXPECT_EQ(Find("guaranteed profit", "guаranteed prоfit"), (Found{"guаranteed prоfit"}));
}

TEST(Scan, AHitInTwoReadingsIsOne) {
  EXPECT_EQ(Find("pay tax", "pay tax, inv3st").size(), 1u);
}

struct BuiltinCase {
  const char* name;
  const char* phrase;
  const char* text;
  const char* found;  // empty: nothing
};

void PrintTo(const BuiltinCase& one, std::ostream* out) {
  *out << one.name;
}

class BuiltinScan : public testing::TestWithParam<BuiltinCase> {};

TEST_P(BuiltinScan, FindsWhatPeopleWrite) {
  const std::string found = GetParam().found;
  EXPECT_EQ(Find(GetParam().phrase, GetParam().text), found.empty() ? Found{} : Found{found});
}

INSTANTIATE_TEST_SUITE_P(
    All, BuiltinScan,
    testing::Values(
        BuiltinCase{"Sign", "earn {amount} daily", "earn $500 daily", "earn $500 daily"},
        BuiltinCase{"SignBehind", "earn {amount} daily", "earn 500€ daily", "earn 500€ daily"},
        BuiltinCase{"Word", "earn {amount} daily", "earn 1,000.50 USDT daily", "earn 1,000.50 USDT daily"},
        BuiltinCase{"Glued", "earn {amount} daily", "earn 500usdt daily", "earn 500usdt daily"},
        BuiltinCase{"Thousands", "earn {amount} daily", "earn 2k daily", "earn 2k daily"},
        BuiltinCase{"Spelled", "earn {amount} daily", "earn two hundred dollars daily",
                    "earn two hundred dollars daily"},
        BuiltinCase{"Range", "earn {amount} daily", "earn $50-100 daily", "earn $50-100 daily"},
        BuiltinCase{"RangeOfWords", "earn {amount} daily", "earn 50 to 100 usdt daily",
                    "earn 50 to 100 usdt daily"},
        BuiltinCase{"BareNumberIsNoAmount", "earn {amount} daily", "earn 500 daily", ""},
        BuiltinCase{"Chinese", "赚{amount}", "能赚3000元哦", "赚3000元"},
        BuiltinCase{"ChineseUnits", "赚{amount}", "赚3万", "赚3万"},
        BuiltinCase{"ChineseWords", "赚{amount}", "赚两万", "赚两万"},
        BuiltinCase{"Number", "task {number} of", "task 3 of", "task 3 of"},
        BuiltinCase{"Percent", "{percent} daily", "about 3% daily", "3% daily"},
        BuiltinCase{"PercentWord", "{percent} daily", "2.5 percent daily", "2.5 percent daily"},
        BuiltinCase{"PercentRange", "get {percent} daily", "get 3-5% daily", "get 3-5% daily"},
        BuiltinCase{"PercentChinese", "收益{percent}", "收益百分之两哦", "收益百分之两"},
        BuiltinCase{"PercentPoints", "收益{percent}", "收益20个点", "收益20个点"},
        BuiltinCase{"PercentLongWord", "กำไร{percent}", "กำไร20เปอร์เซ็นต์", "กำไร20เปอร์เซ็นต์"},
        BuiltinCase{"SignWithPrefix", "pague {amount} hoje", "pague R$ 500 hoje", "pague R$ 500 hoje"},
        BuiltinCase{"WordBeforeNumber", "bayar {amount} dulu", "bayar Rm 300 dulu", "bayar Rm 300 dulu"},
        BuiltinCase{"WordStuckToNumber", "bayar {amount} dulu", "bayar Rp500.000 dulu",
                    "bayar Rp500.000 dulu"},
        BuiltinCase{"WordStuckToNumberAndScale", "bayar {amount} dulu", "bayar rp5k dulu", "bayar rp5k dulu"},
        BuiltinCase{"AnotherWordStuck", "bayar {amount} dulu", "bayar mp3 dulu", ""},
        BuiltinCase{"PrefixWithoutSign", "pague {amount} hoje", "pague r 500 hoje", ""},
        BuiltinCase{"RangeWord", "earn {amount} daily", "earn 200 bis 400 usdt daily",
                    "earn 200 bis 400 usdt daily"},
        BuiltinCase{"NoRangeWord", "earn {amount} daily", "earn 200 or 400 usdt daily", ""},
        BuiltinCase{"DurationCounted", "{duration}后到账", "两个天后到账", "两个天后到账"},
        BuiltinCase{"Duration", "in {duration} only", "in 24h only", "in 24h only"},
        BuiltinCase{"DurationWords", "in {duration} only", "in two days only", "in two days only"},
        BuiltinCase{"DurationChinese", "{duration}内提现", "7天内提现", "7天内提现"},
        BuiltinCase{"DurationChineseLong", "{duration}后到账", "两个月后到账", "两个月后到账"},
        BuiltinCase{"Url", "open {url} now", "open https://x.example/a?b now",
                    "open https://x.example/a?b now"},
        BuiltinCase{"UrlIsNotAnyWord", "open {url} now", "open it now", ""},
        BuiltinCase{"Invite", "join {invite_link}", "join t.me/abc", "join t.me/abc"},
        BuiltinCase{"Handle", "add {handle}", "add @coach_anna", "add @coach_anna"},
        BuiltinCase{"Wallet", "send to {crypto_address}",
                    "send to 0x52908400098527886E0F7030069857D2E4169EE7",
                    "send to 0x52908400098527886E0F7030069857D2E4169EE7"}),
    [](const testing::TestParamInfo<BuiltinCase>& one) { return one.param.name; });

TEST(Scan, SaysWhenItStoppedAtALimit) {
  const auto found = Find({"buy now"}, "buy now, buy now, buy now", {.max_hits = 2});
  EXPECT_EQ(found, (Found{"buy now", "buy now", "(truncated)"}));
  EXPECT_EQ(Find({"buy now"}, "buy now\n\nbuy now", {.max_work = 40}), (Found{"buy now", "(truncated)"}));
  EXPECT_EQ(Find({"buy now"}, "buy now\n\nbuy now", {.max_literal_hits = 1}),
            (Found{"buy now", "(truncated)"}));
}

TEST(Scan, AnEmptySetFindsNothing) {
  EXPECT_EQ(Find(std::vector<std::string>{}, "pay tax"), Found{});
}

}  // namespace
}  // namespace watchword::match

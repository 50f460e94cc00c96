// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/normal_text.h"

namespace watchword::text {
namespace {

struct Case {
  const char* name;
  const char* typed;
  const char* plain;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class NormalSpelling : public testing::TestWithParam<Case> {};

TEST_P(NormalSpelling, IsWhatRulesAreWrittenAgainst) {
  EXPECT_EQ(Normalize(GetParam().typed).plain().bytes(), GetParam().plain);
}

INSTANTIATE_TEST_SUITE_P(
    All, NormalSpelling,
    testing::Values(
        Case{"Empty", "", " "}, Case{"OnlyPunctuation", "?! …", " "},
        Case{"Case", "Hello WORLD", " hello world "},
        Case{"PunctuationIsOneSpace", "well -- risk-free, now!", " well risk free now "},
        Case{"ApostrophesVanish", "don't don’t don`t 'quoted'", " dont dont dont quoted "},
        Case{"NumbersKeepTheirMarks", "1,000.50 and 3.", " 1,000.50 and 3 "},
        Case{"MoneyAndPercent", "$500 10% €3 +1", " $ 500 10 % € 3 + 1 "},
        Case{"Handle", "at @name me@x", " at @ name me @ x "},
        Case{"FullWidth", "Ｗｈａｔｓ　Ａｐｐ", " whats app "}, Case{"Mathematical", "𝚝𝚒𝚗 𝓗𝓲", " tin hi "},
        Case{"Circled", "Ⓦⓗⓐⓣⓢ 🅰🅱", " whats ab "}, Case{"Ligatures", "ﬁne oﬀer", " fine offer "},
        Case{"ZeroWidth", "ho\u200Bla w\u00ADo\u2060rd", " hola word "},
        Case{"VariationSelectors", "a\uFE0Fb", " ab "},
        Case{"Diacritics", "depósito não Straße", " deposito nao strasse "},
        Case{"Vietnamese", "lừa đảo, rút tiền", " lua dao rut tien "},
        Case{"Turkish", "çekme İşlem ısı", " cekme islem isi "}, Case{"Polish", "Łódź", " lodz "},
        Case{"StackedMarks", "W\u0336h\u0337a\u0335t\u0336s\u0337", " whats "},
        Case{"MixedScriptWord", "pаymеnt", " payment "},
        Case{"MixedWithGreek", "ιηvest mαĸe", " invest make "}, Case{"MixedCapital", "НЕLLО", " hello "},
        Case{"MixedWordThatIsCyrillic", "рaбoтa и зapaбoток", " работа и заработок "},
        Case{"MixedWordCapitals", "BАКАHCИЯ", " вакансия "},
        Case{"MixedWordUkrainian", "робiтник", " робітник "},
        Case{"MixedWordThatIsNeither", "лиds", " лиds "}, Case{"YoIsWrittenYe", "Ещё ЗАЁМ", " еще заем "},
        Case{"RealCyrillicStays", "Привет, мир", " привет мир "},
        Case{"RealGreekStays", "Γειά σου", " γειά σου "}, Case{"SmallCapitals", "ᴡʜᴀᴛsᴀᴘᴘ", " whatsapp "},
        Case{"ChineseDropsSpaces", "微 信，加我", " 微信加我 "},
        Case{"TraditionalIsReadAsSimplified", "發錯人了，帳戶", " 发错人了帐户 "},
        Case{"ChineseBesideLatin", "加WhatsApp聊3000元", " 加 whatsapp 聊 3000 元 "},
        Case{"Japanese", "ﾀﾞｳﾝﾛｰﾄﾞ してください", " ダウンロードしてください "},
        Case{"Thai", "สวัสดี ครับ ๑๒", " สวัสดีครับ 12 "}, Case{"ThaiSaraAm", "ทํางาน", " ทํางาน "},
        Case{"Arabic", "أَهْلاً بكــم ٣٥٪", " اهلا بكم 35 % "},
        Case{"ArabicVariants", "إدارة على", " اداره علي "}, Case{"PersianForms", "کی", " كي "},
        Case{"Hebrew", "שָׁלוֹם", " שלום "}, Case{"Devanagari", "क़ हिन्दी १२", " क हिन्दी 12 "},
        Case{"Khmer", "ភាសា ខ្មែរ", " ភាសាខ្មែរ "}, Case{"Korean", "안녕하세요 님", " 안녕하세요 님 "},
        Case{"LineIsSpace", "one\ntwo\r\nthree", " one two three "},
        Case{"BlankLineIsBorder", "one\n\ntwo\r\n \r\nthree", " one \n two \n three "},
        Case{"BordersAtTheEndsVanish", "\n\none\n\n", " one "},
        Case{"ParagraphSeparator", "one\u2029two", " one \n two "},
        Case{"EmojiSeparates", "pay💰tax", " pay tax "}, Case{"IllFormed", "pay\xFFtax \xE4\xB8", " pay tax "},
        Case{"Overlong", "a\xC0\xAFz", " a z "}),
    [](const testing::TestParamInfo<Case>& one) { return one.param.name; });

std::vector<std::string> Readings(const char* typed) {
  std::vector<std::string> readings;
  const NormalText text = Normalize(typed);
  for (const Reading& reading : text.readings()) readings.push_back(reading.bytes());
  return readings;
}

TEST(Evasion, SpacedLettersAreJoinedInAReadingOfTheirOwn) {
  EXPECT_EQ(Readings("add W h a t s A p p now"),
            (std::vector<std::string>{" add w h a t s a p p now ", " add whatsapp now "}));
  EXPECT_EQ(Readings("T.e.l.e.g.r.a.m")[1], " telegram ");
  EXPECT_EQ(Readings("W-h-a-t-s")[1], " whats ");
}

TEST(Evasion, ThreeSpacedLettersStayLetters) {
  EXPECT_EQ(Readings("plan a b c").size(), 1u);
}

TEST(Evasion, AWordOfOneLetterBeforeASpacedWordIsReadBothWays) {
  const auto readings = Readings("with a l i t t l e start");
  ASSERT_EQ(readings.size(), 3u);
  EXPECT_NE(readings[1].find("with alittle start"), std::string::npos) << readings[1];
  EXPECT_NE(readings[2].find("with a little start"), std::string::npos) << readings[2];
}

TEST(Evasion, TheEndOfAContractionIsNoSpacedLetter) {
  const auto readings = Readings("don't k n o w it");
  ASSERT_EQ(readings.size(), 2u);
  EXPECT_NE(readings[1].find(" know it"), std::string::npos) << readings[1];
}

TEST(Evasion, MostLettersMayBeDigits) {
  const auto readings = Readings("it is c0n53cu71v3");
  ASSERT_GE(readings.size(), 2u);
  EXPECT_NE(readings[1].find("consecutive"), std::string::npos) << readings[1];
}

TEST(Evasion, WiderGapsKeepSpacedWordsApart) {
  EXPECT_EQ(Readings("s e n d  c a s h")[1], " send cash ");
}

TEST(Evasion, LeetIsUndoneAndOneIsReadAsIAndAsL) {
  EXPECT_EQ(Readings("inv3st pr0fit"), (std::vector<std::string>{" inv3st pr0fit ", " invest profit "}));
  EXPECT_EQ(Readings("c1ick prof1t"),
            (std::vector<std::string>{" c1ick prof1t ", " ciick profit ", " click proflt "}));
  EXPECT_EQ(Readings("$cam withdr@wal")[1], " scam withdrawal ");
}

TEST(Evasion, HonestNumbersInWordsGiveNoReading) {
  for (const char* honest :
       {"500usdt", "trc20", "b2b", "3rd", "401k", "$500", "hello!", "@name", "covid19", "mp3", "2nd 4th"}) {
    EXPECT_EQ(Readings(honest).size(), 1u) << honest;
  }
}

}  // namespace
}  // namespace watchword::text

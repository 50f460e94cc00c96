// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "compile/phrase.h"

namespace watchword::compile {
namespace {

const Lists kLists = {
    {"messenger", {"whatsapp", "whats app", "(tg|telegram)"}}, {"empty", {}}, {"gap", {"a ... b"}}};

struct Refused {
  const char* name;
  const char* source;
  const char* message;
};

void PrintTo(const Refused& one, std::ostream* out) {
  *out << one.name;
}

class RefusedPhrase : public testing::TestWithParam<Refused> {};

TEST_P(RefusedPhrase, SaysWhatIsWrong) {
  const auto phrase = ParsePhrase(GetParam().source, kLists);
  ASSERT_FALSE(phrase);
  EXPECT_EQ(phrase.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedPhrase,
    testing::Values(
        Refused{"Empty", "", "empty phrase"}, Refused{"OnlyMarks", " ?! ", "empty phrase"},
        Refused{"Unclosed", "pay (now|later", "unclosed ( at 4"},
        Refused{"UnclosedOptional", "pay [now", "unclosed [ at 4"},
        Refused{"UnclosedName", "on {messenger", "unclosed { at 3"},
        Refused{"Crossed", "pay (now]", "unexpected ] at 8"}, Refused{"Closing", "pay)", "unexpected ) at 3"},
        Refused{"Brace", "pay}", "unexpected } at 3"}, Refused{"TopLevelChoice", "a|b", "unexpected | at 1"},
        Refused{"EmptyAlternative", "pay (now|)", "empty alternative at 9"},
        Refused{"UnknownList", "on {messengr}", "unknown list {messengr}; did you mean \"messenger\"?"},
        Refused{"UnknownListLikeNoOther", "on {cat}", "unknown list {cat}"},
        Refused{"EmptyList", "on {empty}", "list {empty} is empty"},
        Refused{"GapInList", "on {gap}", "list {gap}, a ... b: a list entry cannot hold a gap"},
        Refused{"GapFirst", "... pay", "begins with a gap"}, Refused{"GapLast", "pay ...", "ends with a gap"},
        Refused{"OptionalFirst", "[now] pay", "begins with an optional part"},
        Refused{"OptionalLast", "pay [now]", "ends with an optional part"},
        Refused{"OnlyBuiltin", "{amount}", "no word of its own"},
        Refused{"StarAlone", "pay *", "* at 4 follows no word of a script with spaces"},
        Refused{"StarOnChinese", "提现*", "* at 6 follows no word of a script with spaces"},
        Refused{"TooDeep", "a (((((((((b)))))))))", "nested deeper than 8"}),
    [](const testing::TestParamInfo<Refused>& one) { return one.param.name; });

// Each order, its words joined by spaces, a gap as "...".
std::vector<std::string> Orders(std::string_view source) {
  std::vector<std::string> orders;
  const auto phrases = ParsePhrases(source, kLists);
  if (!phrases) return {phrases.error().message};
  for (const Phrase& phrase : *phrases) {
    std::string order;
    for (const Element& element : phrase.elements) {
      order += order.empty() ? "" : " ";
      order += element.kind == Element::Kind::kGap ? "..." : element.word;
    }
    orders.push_back(order);
  }
  return orders;
}

TEST(ParsePhrases, PartsInAnyOrderAreAPhraseForEachOrder) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(Orders("pay the tax"), Texts{"pay the tax"});
  EXPECT_EQ(Orders("pay & tax"), (Texts{"pay ... tax", "tax ... pay"}));
  EXPECT_EQ(Orders("pay now & tax & money"),
            (Texts{"pay now ... tax ... money", "pay now ... money ... tax", "tax ... pay now ... money",
                   "tax ... money ... pay now", "money ... pay now ... tax", "money ... tax ... pay now"}));
  EXPECT_EQ(Orders("缴纳 & 提现").size(), 2u);
  EXPECT_EQ(Orders("a & b & c & d").size(), 24u);
}

TEST(ParsePhrases, AnAndWithinBracketsOrAWordJoinsNothing) {
  EXPECT_EQ(Orders("(terms & conditions|rules) apply").size(), 1u);
  EXPECT_EQ(Orders("at&t support").size(), 1u);
}

TEST(ParsePhrases, RefusesWhatHasNoOrder) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(Orders("pay &  & tax"), Texts{"empty part beside &"});
  EXPECT_EQ(Orders("a & b & c & d & e"), Texts{"more than 4 parts in any order"});
  EXPECT_EQ(Orders("pay ... & tax"), Texts{"ends with a gap"});
  EXPECT_EQ(Orders("pay & {nothing}"), Texts{"unknown list {nothing}"});
}

TEST(ParsePhrase, RefusesWhatIsTooLong) {
  const auto phrase = ParsePhrase(std::string(kMaxPhraseBytes + 1, 'a'), kLists);
  ASSERT_FALSE(phrase);
  EXPECT_EQ(phrase.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(phrase.error().message, "longer than 1024 bytes");
}

TEST(ParsePhrase, BringsWordsToNormalSpelling) {
  const auto phrase = ParsePhrase("Don’t PAY...depósito*", kLists);
  ASSERT_TRUE(phrase);
  ASSERT_EQ(phrase->elements.size(), 4u);
  EXPECT_EQ(phrase->elements[0].word, "dont");
  EXPECT_EQ(phrase->elements[1].word, "pay");
  EXPECT_EQ(phrase->elements[2].kind, Element::Kind::kGap);
  EXPECT_EQ(phrase->elements[3].kind, Element::Kind::kPrefix);
  EXPECT_EQ(phrase->elements[3].word, "deposito");
}

}  // namespace
}  // namespace watchword::compile

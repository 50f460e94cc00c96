// SPDX-License-Identifier: Apache-2.0
#include "compile/anchor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace watchword::compile {
namespace {

using Words = std::vector<std::string>;

const FrequencyTable& Table() {
  static const FrequencyTable kTable = {{"you", 12000},   {"have", 6000}, {"to", 25000},   {"do", 4000},
                                        {"this", 4500},   {"pay", 150},   {"tax", 20},     {"money", 200},
                                        {"cash", 40},     {"out", 2500},  {"before", 700}, {"withdrawal", 3},
                                        {"withdraw*", 6}, {"投", 500},    {"资", 600},     {"投资", 300},
                                        {"的", 40000},    {"我", 15000},  {"我的", 3000}};
  return kTable;
}

// Each literal as "left[words]right", costs in words rounded up.
std::string Describe(const Literal& literal, const match::Vocabulary& words) {
  std::string text = std::to_string(literal.left_cost) + "[";
  for (const match::Symbol symbol : literal.symbols) {
    if (text.back() != '[') text += ' ';
    text += words.TextOf(symbol);
  }
  return text + "]" + std::to_string(literal.right_cost);
}

Words AnchorOf(const std::string& source, const std::string& other = "other") {
  Lists lists = {{"messenger", {"whatsapp", "telegram"}}};
  for (std::size_t i = 0; i <= kMaxLiterals; ++i) lists["many"].push_back("a" + std::to_string(i));
  const auto phrase = ParsePhrase(source, lists);
  const auto second = ParsePhrase(other, lists);
  if (!phrase || !second) return {"does not parse"};
  VocabularyBuilder vocabulary;
  vocabulary.Add(phrase->elements);
  vocabulary.Add(second->elements);
  vocabulary.Number();
  image::Builder builder;
  vocabulary.Write(builder);
  const auto image = *image::Verify(*builder.Finish(""), "");
  const auto words = *match::Vocabulary::Read(*image);
  Words described;
  const Frequency frequency(Table(), {});
  for (const Literal& literal : AnchorChooser(frequency, vocabulary).Choose(*phrase))
    described.push_back(Describe(literal, words));
  std::sort(described.begin(), described.end());
  return described;
}

TEST(AnchorChooser, PrefersTheRarePieceToTheCommonOne) {
  EXPECT_EQ(AnchorOf("you have to do this ... withdrawal"), (Words{"39[withdrawal]0"}));
  EXPECT_EQ(AnchorOf("pay {amount} ... (unfreeze|unlock)"), (Words{"75[unfreeze]0", "75[unlock]0"}));
}

TEST(AnchorChooser, TakesWordsInARowWhereEachAloneIsCommon) {
  EXPECT_EQ(AnchorOf("before you pay tax"), (Words{"6[pay tax]0"}));
  EXPECT_EQ(AnchorOf("我的投资"), (Words{"0[我 的 投]1"}));
}

TEST(AnchorChooser, SpellsOutOptionalPartsAndLists) {
  EXPECT_EQ(AnchorOf("tax [money] cash"), (Words{"0[tax cash]0", "0[tax money cash]0"}));
  EXPECT_EQ(AnchorOf("{messenger} {amount} to"), (Words{"0[telegram]51", "0[whatsapp]51"}));
}

TEST(AnchorChooser, ABeginningIsEveryWordItFits) {
  EXPECT_EQ(AnchorOf("you ... withdraw* to", "withdrawal withdrew"),
            (Words{"27[withdraw]3", "27[withdrawal]3"}));
}

TEST(AnchorChooser, LooksIntoAlternativesItCannotSpellOut) {
  EXPECT_EQ(AnchorOf("(withdrawal to|cash ... out)"), (Words{"0[cash]27", "0[withdrawal]3"}));
}

TEST(AnchorChooser, GivesUpWhereEveryPieceHasTooManySpellings) {
  EXPECT_EQ(AnchorOf("a* {amount} a*", "{many}"), Words{});
}

}  // namespace
}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "match/symbols.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"

namespace watchword::match {
namespace {

constexpr image::Section kTables[] = {image::Section::kWordText, image::Section::kSlots,
                                      image::Section::kCharacters, image::Section::kPrefixHeads};

std::shared_ptr<const image::Image> ImageOf(const std::string& phrase) {
  compile::VocabularyBuilder vocabulary;
  vocabulary.Add(compile::ParsePhrase(phrase, {})->elements);
  vocabulary.Number();
  image::Builder builder;
  vocabulary.Write(builder);
  return *image::Verify(*builder.Finish(""), "");
}

using Words = std::vector<WordEntry>;

// The vocabulary of `phrase`, its table of words changed.
Status ReadChanged(const std::string& phrase, const std::function<void(Words&)>& change) {
  const auto good = ImageOf(phrase);
  const auto table = *good->Table<WordEntry>(image::Section::kWords);
  Words words(table.begin(), table.end());
  change(words);
  image::Builder builder;
  builder.AddTable(image::Section::kWords, words);
  for (const image::Section which : kTables) builder.Add(which, good->section(which));
  const auto changed = *image::Verify(*builder.Finish(""), "");
  auto read = Vocabulary::Read(*changed);
  if (!read) return read.error();
  return {};
}

TEST(Vocabulary, AWordItsBeginningAndNeither) {
  const auto image = ImageOf("pay* (pay|payment|税) now");
  const auto words = Vocabulary::Read(*image);
  ASSERT_TRUE(words);
  EXPECT_EQ(words->TextOf(words->Find("pay")), "pay");
  EXPECT_NE(words->Find("pay"), words->Find("payable"));
  EXPECT_EQ(words->TextOf(words->Find("payable")), "pay");
  EXPECT_EQ(words->TextOf(words->Find("payment")), "payment");
  EXPECT_EQ(words->TextOf(words->Find("税")), "税");
  EXPECT_EQ(words->Find("nowadays"), kUnknown);
}

// Symbols are numbered by their bytes: kUnknown, "now", "pay" and "pay*" in some order, "payment".
TEST(Vocabulary, ParentsThatGoInCirclesAreRefused) {
  const std::string phrase = "pay* (pay|payment) now";
  EXPECT_TRUE(ReadChanged(phrase, [](Words&) {}));
  const auto itself = ReadChanged(phrase, [](Words& words) { words[1].parent = 1; });
  ASSERT_FALSE(itself);
  EXPECT_EQ(itself.error().message, "compiled image: the vocabulary contradicts itself");
  EXPECT_FALSE(ReadChanged(phrase, [](Words& words) {
    words[2].parent = 3;
    words[3].parent = 2;
  }));
  EXPECT_FALSE(ReadChanged(phrase, [](Words& words) { words[1].parent = 4; })) << "longer than its child";
  EXPECT_FALSE(ReadChanged(phrase, [](Words& words) { words[1].parent = 99; })) << "no such word";
}

TEST(Vocabulary, WordsOutsideTheirTextAreRefused) {
  EXPECT_FALSE(ReadChanged("pay now", [](Words& words) { words[1].offset = 7; }));
  EXPECT_FALSE(ReadChanged("pay now", [](Words& words) { words[2].length = 999; }));
  EXPECT_FALSE(ReadChanged("pay now", [](Words& words) { words.clear(); }));
}

}  // namespace
}  // namespace watchword::match

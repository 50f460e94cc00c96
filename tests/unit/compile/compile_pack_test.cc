// SPDX-License-Identifier: Apache-2.0
#include "compile/compile_pack.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/test_pack.h"

namespace watchword::compile {
namespace {

std::vector<std::string> Words(std::size_t count, const std::string& begin) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(begin + std::to_string(i));
  return words;
}

// A pack whose one rule has these phrases and may name {big}.
pack::Pack PackOf(std::vector<std::string> phrases, std::vector<std::string> big) {
  pack::Pack pack = test::ReadTestPatterns().pack;
  pack.rules.resize(1);
  pack.rules[0].id = "investment/pitch/en/x";
  pack.rules[0].language = "en";
  pack.rules[0].phrases = std::move(phrases);
  pack.lists["en"]["big"] = std::move(big);
  return pack;
}

std::string Complaint(const pack::Pack& pack) {
  const auto image = CompilePack(pack, "digest", "key");
  return image ? "" : image.error().message;
}

TEST(NormalUnit, IsSpelledAsTextsAreAfterNormalisation) {
  EXPECT_EQ(NormalUnit("Dólares"), "dolares");
  EXPECT_EQ(NormalUnit("%"), "%");
  EXPECT_EQ(NormalUnit("個月"), "个月");
  EXPECT_EQ(NormalUnit("เปอร์เซ็นต์"), "เปอร์เซ็นต์");
  EXPECT_EQ(NormalUnit("two of"), std::nullopt);
  EXPECT_EQ(NormalUnit("two 个"), std::nullopt);
  EXPECT_EQ(NormalUnit("a\n\nb"), std::nullopt);
  EXPECT_EQ(NormalUnit(" - "), std::nullopt);
}

TEST(CompilePack, ALongListNamedOftenIsRefusedByName) {
  EXPECT_EQ(Complaint(PackOf({"pay {big} {big} {big} now"}, Words(8000, "w"))),
            "investment/pitch/en/x, pay {big} {big} {big} now: has more than 20000 words when its lists are "
            "spelled out");
  EXPECT_EQ(Complaint(PackOf({"pay {big} now"}, Words(100'000, "w"))),
            "investment/pitch/en/x, pay {big} now: has more than 20000 words when its lists are spelled out");
}

TEST(CompilePack, ManyPhrasesOfALongListAreRefusedByName) {
  std::vector<std::string> phrases;
  for (const std::string& word : Words(180, "pay ")) phrases.push_back(word + " {big}");
  EXPECT_EQ(
      Complaint(PackOf(phrases, Words(19'000, "w"))),
      "investment/pitch/en/x, pay 157 {big}: with it the pack has more than 3000000 words when its lists "
      "are spelled out");
}

TEST(CompilePack, ThePhraseWithTheWordThatIsTooMuchIsNamed) {
  std::vector<std::string> phrases;
  for (char name = 'a'; name <= 'n'; ++name) phrases.push_back(std::string("pay {") + name + "}");
  pack::Pack pack = PackOf(phrases, {"x"});
  for (char name = 'a'; name <= 'n'; ++name)
    pack.lists["en"][std::string(1, name)] = Words(18'000, std::string(3, name));
  EXPECT_EQ(Complaint(pack).substr(0, 41), "investment/pitch/en/x, pay {n}: makes 252");
}

TEST(CompilePack, ARuleOfAStageThatIsNotThereIsRefusedByName) {
  pack::Pack pack = PackOf({"pay now"}, {"w"});
  pack.rules[0].stage = "moon";
  EXPECT_EQ(Complaint(pack), "investment/pitch/en/x: unknown stage investment/moon");
}

TEST(CompilePack, AListMayBeLong) {
  EXPECT_EQ(Complaint(PackOf({"withdraw your {big}"}, Words(15'000, "w"))), "");
}

TEST(CompilePack, APhraseThatStretchesTooFarIsRefusedByName) {
  EXPECT_EQ(
      Complaint(PackOf({"pay {url} {url} {url} {url} now"}, {"w"})),
      "investment/pitch/en/x, pay {url} {url} {url} {url} now: can stretch over 258 words, at most 224");
  EXPECT_EQ(Complaint(PackOf({"pay {url} {url} {url} now"}, {"w"})), "");
}

TEST(CompilePack, APhraseWithoutAWordToLookForIsRefusedByName) {
  EXPECT_EQ(Complaint(PackOf({"w* {amount} w*", "{big} now"}, Words(1100, "w"))),
            "investment/pitch/en/x, w* {amount} w*: every piece has more than 1024 spellings: give it a word "
            "of its "
            "own");
}

TEST(CompilePack, TellsWhatItIsAt) {
  std::vector<std::string> told;
  const auto image = CompilePack(PackOf({"withdraw your {big}"}, {"a", "b"}), "digest", "key",
                                 [&told](const std::string& what) { told.push_back(what); });
  ASSERT_TRUE(image);
  EXPECT_EQ(told.front(), "investment/pitch/en/x, withdraw your {big}");
  EXPECT_EQ(told.back(), "all phrases together");
}

TEST(CompilePack, TheSamePackIsTheSameBytes) {
  const pack::Pack pack = test::ReadTestPatterns().pack;
  const auto one = CompilePack(pack, "digest", "key");
  const auto other = CompilePack(pack, "digest", "key");
  ASSERT_TRUE(one && other);
  EXPECT_TRUE(std::equal(one->span().begin(), one->span().end(), other->span().begin(), other->span().end()));
}

}  // namespace
}  // namespace watchword::compile

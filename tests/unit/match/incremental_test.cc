// SPDX-License-Identifier: Apache-2.0
#include "match/incremental.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "compile/compile_phrases.h"

namespace watchword::match {
namespace {

std::shared_ptr<const PhraseSet> Phrases() {
  std::vector<compile::Phrase> phrases;
  for (const char* source : {"pay the tax", "guaranteed ... profit", "稳赚", "add me on {handle}"})
    phrases.push_back(*compile::ParsePhrase(source, {}));
  return *compile::CompilePhrases(phrases, {});
}

IncrementalScanner MakeScanner() {
  return *IncrementalScanner::Make(Phrases());
}

TEST(IncrementalScanner, PlacesAreThoseOfTheWholeText) {
  auto scanner = MakeScanner();
  const auto found = scanner.Scan("😀 hello\n\nPay the tax!\n\n\nadd me on @anna_x\n\n稳赚");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->hits.size(), 3u);
  EXPECT_EQ(found->hits[0].range, (text::OriginalRange{10, 21}));
  EXPECT_EQ(found->hits[1].range, (text::OriginalRange{25, 42}));
  EXPECT_EQ(found->hits[2].range, (text::OriginalRange{44, 46}));
  ASSERT_EQ(found->addresses.size(), 1u);
  EXPECT_EQ(found->addresses[0].range, (text::OriginalRange{35, 42}));
}

std::string Paragraph(int number) {
  return "Paragraph " + std::to_string(number) + " says " + std::string(60, 'x') + "\n\n";
}

TEST(IncrementalScanner, OnlyWhatIsNewIsScanned) {
  auto scanner = MakeScanner();
  std::string page;
  for (int i = 0; i < 500; ++i) page += i == 250 ? "pay the tax\n\n" : Paragraph(i);
  const auto first = scanner.Scan(page);
  const std::size_t pieces = scanner.scanned_pieces();
  EXPECT_GT(pieces, 20u);
  EXPECT_EQ(scanner.Scan(page)->hits, first->hits);
  EXPECT_EQ(scanner.scanned_pieces(), pieces);
  EXPECT_EQ(scanner.Scan(page + "and pay the tax")->hits.size(), 2u);
  EXPECT_LE(scanner.scanned_pieces(), pieces + 1);
  // What is put in front moves everything and changes a few pieces.
  EXPECT_EQ(scanner.Scan("zero\n\n" + page)->hits[0].range.begin, first->hits[0].range.begin + 6);
  EXPECT_LE(scanner.scanned_pieces(), pieces + 10);
}

TEST(IncrementalScanner, ATextThatGrowsCostsItsLastPieces) {
  auto scanner = MakeScanner();
  std::string page;
  for (int i = 0; i < 500; ++i) {
    page += Paragraph(i);
    ASSERT_TRUE(scanner.Scan(page));
  }
  EXPECT_LE(scanner.scanned_pieces(), 600u);
}

TEST(IncrementalScanner, MoreHitsThanAllowedAreCutAndTold) {
  auto scanner = MakeScanner();
  std::string page;
  for (int i = 0; i < 20; ++i) page += "pay the tax " + std::to_string(i) + "\n\n";
  const auto found = scanner.Scan(page, {.max_hits = 7});
  EXPECT_EQ(found->hits.size(), 7u);
  EXPECT_TRUE(found->truncated);
  const auto all = scanner.Scan(page);
  EXPECT_EQ(all->hits.size(), 20u);
  EXPECT_FALSE(all->truncated);
}

// Many pieces, each of them within the limit.
TEST(IncrementalScanner, TheWorkOfAllPiecesTogetherIsLimited) {
  const auto page = [] {
    std::string text;
    for (int i = 0; i < 200; ++i) {
      text += "guaranteed " + std::to_string(i) + " and " + std::to_string(7 * i) + " of profit, " +
              std::string(400, 'x') + "\n\n";
    }
    return text;
  }();
  auto scanner = MakeScanner();
  const auto cut = scanner.Scan(page, {.max_work = 2000});
  EXPECT_TRUE(cut->truncated);
  EXPECT_GT(cut->hits.size(), 2u);
  EXPECT_LT(cut->hits.size(), 150u);
  const auto all = scanner.Scan(page);
  EXPECT_FALSE(all->truncated);
  EXPECT_EQ(all->hits.size(), 200u);
}

TEST(IncrementalScanner, NewPiecesBetweenKnownOnesKeepTheirPlaces) {
  auto scanner = MakeScanner();
  const auto line = [](int number) {
    return "pay the tax " + std::to_string(number) + std::string(1600, '.') + "\n\n";
  };
  std::string page = line(1) + line(2) + line(2);  // the second and third are one piece twice
  EXPECT_EQ(scanner.Scan(page)->hits.size(), 3u);
  page = line(3) + line(1) + line(4) + line(2) + line(5);
  const auto found = scanner.Scan(page);
  EXPECT_EQ(scanner.scanned_pieces(), 6u);
  ASSERT_EQ(found->hits.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(found->hits[i].range.begin, i * line(1).size());
}

TEST(IncrementalScanner, APieceCutShortIsScannedAgain) {
  auto scanner = MakeScanner();
  std::string line;
  for (int i = 0; i < 20; ++i) line += "pay the tax ";
  EXPECT_TRUE(scanner.Scan(line, {.max_hits = 7})->truncated);
  EXPECT_EQ(scanner.Scan(line)->hits.size(), 20u);
}

TEST(IncrementalScanner, ForgetsTheOldestAndStaysRight) {
  auto scanner = MakeScanner();
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(scanner.Scan("pay the tax " + std::to_string(i))->hits.size(), 1u);
  EXPECT_EQ(scanner.Scan("pay the tax 0")->hits.size(), 1u);
  EXPECT_EQ(scanner.scanned_pieces(), 5001u);
}

// Against the same text scanned whole, piece borders of every kind included.
TEST(IncrementalScanner, SaysWhatAScanOfTheWholeSays) {
  auto scanner = MakeScanner();
  auto whole = *Scanner::Make(Phrases());
  std::mt19937 random(20261122);
  const std::vector<std::string> pieces = {"pay",    "the", "tax",      "guaranteed", "profit",  "稳",
                                           "赚",     "\n",  "\n\n",     "\n \n",      " ",       "\u0301",
                                           "\u2028", "😀",   "\r\n\r\n", "add me on",  "@anna_x", "pаy"};
  for (int round = 0; round < 3000; ++round) {
    std::string typed;
    for (std::size_t left = 1 + random() % 20; left > 0; --left)
      typed += pieces[random() % pieces.size()] + (random() % 2 == 0 ? " " : "");
    const text::NormalText normal = text::Normalize(typed);
    const auto found = scanner.Scan(typed);
    ASSERT_EQ(found->hits, whole.Scan(normal)->hits) << typed;
    ASSERT_EQ(found->addresses.size(), normal.addresses().size()) << typed;
  }
}

}  // namespace
}  // namespace watchword::match

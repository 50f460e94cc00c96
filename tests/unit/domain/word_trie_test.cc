// SPDX-License-Identifier: Apache-2.0
#include "domain/word_trie.h"

#include <gtest/gtest.h>

#include <string>

namespace watchword::domain {
namespace {

// "length:number " of all words the text begins with.
std::string Found(const WordTrie& trie, std::string_view text) {
  std::string found;
  trie.Walk(text, [&found](std::size_t length, std::uint32_t number) {
    found += std::to_string(length) + ":" + std::to_string(number) + " ";
  });
  return found;
}

TEST(WordTrie, FindsEveryWordTheTextBeginsWith) {
  WordTrie trie;
  trie.Add("bit", 0);
  trie.Add("bitget", 1);
  trie.Add("bitmart", 2);
  trie.Add("1inch", 3);
  trie.Add("crypto-com", 4);
  EXPECT_EQ(Found(trie, "bitget-pro"), "3:0 6:1 ");
  EXPECT_EQ(Found(trie, "bitmar"), "3:0 ");
  EXPECT_EQ(Found(trie, "bitmart"), "3:0 7:2 ");
  EXPECT_EQ(Found(trie, "1inch"), "5:3 ");
  EXPECT_EQ(Found(trie, "crypto-com"), "10:4 ");
  EXPECT_EQ(Found(trie, "bi"), "");
  EXPECT_EQ(Found(trie, "xbit"), "");
  EXPECT_EQ(Found(trie, ""), "");
  EXPECT_EQ(Found(trie, "\xFF"), "");
}

TEST(WordTrie, WordsOfOtherCharactersAreLeftOutAndTheLastNumberCounts) {
  WordTrie trie;
  trie.Add("", 1);
  trie.Add("Bit", 2);
  trie.Add("b\xC3\xBC", 3);
  EXPECT_EQ(Found(trie, "Bit"), "");
  EXPECT_EQ(Found(trie, "b\xC3\xBC"), "");
  trie.Add("bit", 4);
  trie.Add("bit", 5);
  EXPECT_EQ(Found(trie, "bit"), "3:5 ");
}

}  // namespace
}  // namespace watchword::domain

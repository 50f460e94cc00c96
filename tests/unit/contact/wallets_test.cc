// SPDX-License-Identifier: Apache-2.0
#include "contact/wallets.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "contact/base58.h"

namespace watchword::contact {
namespace {

std::string ChainOf(const std::string& word) {
  const auto wallet = ParseWallet(word);
  return wallet ? NameOf(wallet->chain) : "";
}

// The examples of BIP 173, BIP 350, EIP-55 and the first block's output.
TEST(Wallets, AddressesWhoseChecksumFitsAreTold) {
  EXPECT_EQ(ChainOf("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), "bitcoin");
  EXPECT_EQ(ChainOf("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"), "bitcoin");
  EXPECT_EQ(ChainOf("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"), "bitcoin");
  EXPECT_EQ(ChainOf("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y"), "bitcoin");
  EXPECT_EQ(ChainOf("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"), "bitcoin");
  EXPECT_EQ(ChainOf("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), "ethereum");
  EXPECT_EQ(ChainOf("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"), "ethereum");
  EXPECT_EQ(ChainOf("0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb"), "ethereum");
  EXPECT_EQ(ChainOf("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"), "tron");
  EXPECT_EQ(ChainOf("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"), "solana");
}

TEST(Wallets, OneWrongLetterIsNoAddress) {
  EXPECT_EQ(ChainOf("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"), "");
  EXPECT_EQ(ChainOf("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"), "");
  EXPECT_EQ(ChainOf("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"), "");
  EXPECT_EQ(ChainOf("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"), "");
  // A later version in the encoding of version 0, mixed cases, a program that is too short.
  EXPECT_EQ(ChainOf("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd"), "");
  EXPECT_EQ(ChainOf("bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"), "");
  EXPECT_EQ(ChainOf("bc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"), "");
}

TEST(Wallets, WordsAndNumbersAreNone) {
  for (const char* word :
       {"", "abc", "1234567890123456789012345678901234", "0x1234",
        "abcdefghijkmnopqrstuvwxyzabcdefghijkmnopqrs", "thequickbrownfoxjumpsoverthelazydog"})
    EXPECT_EQ(ChainOf(word), "") << word;
  EXPECT_EQ(ChainOf(std::string(500, 'T')), "");
}

TEST(Wallets, StandInTextsOfAllScripts) {
  const std::string text =
      "转到TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t，谢谢 (0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed)";
  const auto found = FindWallets(text);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t");
  EXPECT_EQ(found[1].address, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
}

TEST(Wallets, AnEntryOfAListHasOneSpelling) {
  const auto wallet = ParseWallet("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  ASSERT_TRUE(wallet);
  EXPECT_EQ(ListEntry(*wallet), "wallet:ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  EXPECT_TRUE(FromListEntry(ListEntry(*wallet)));
  EXPECT_FALSE(FromListEntry("wallet:ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
  EXPECT_FALSE(FromListEntry("wallet:tron:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"));
  EXPECT_FALSE(FromListEntry("bad.example"));
}

TEST(Base58, ZerosAtTheBeginningStay) {
  EXPECT_EQ(DecodeBase58("112"), (std::vector<std::uint8_t>{0, 0, 1}));
  EXPECT_EQ(DecodeBase58("5Q"), (std::vector<std::uint8_t>{0xFF}));
  EXPECT_FALSE(DecodeBase58("0"));
  EXPECT_FALSE(DecodeBase58(std::string(kMaxBase58 + 1, '2')));
}

}  // namespace
}  // namespace watchword::contact

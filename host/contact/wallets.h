// SPDX-License-Identifier: Apache-2.0
// Wallet addresses in a text, with their checksums checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::contact {

enum class Chain { kBitcoin, kEthereum, kTron, kSolana };

// "bitcoin", "ethereum" …
const char* NameOf(Chain chain);

struct Wallet {
  Chain chain = Chain::kBitcoin;
  std::string address;    // one spelling for each: hexadecimal and Bech32 in small letters
  std::size_t begin = 0;  // bytes of the text, half-open
  std::size_t end = 0;
};

// The word as an address. Nothing where a checksum does not fit; Solana has none, there 32 bytes must come
// out of letters of both cases and digits.
std::optional<Wallet> ParseWallet(std::string_view word);

// All that stand in a text, in order. Linear in its length.
std::vector<Wallet> FindWallets(std::string_view utf8);

// How a wallet stands among listed names, which have no such sign: "wallet:tron:T…".
std::string ListEntry(const Wallet& wallet);

// The wallet of such an entry; nothing when it is none.
std::optional<Wallet> FromListEntry(std::string_view entry);

}  // namespace watchword::contact

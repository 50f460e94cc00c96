// SPDX-License-Identifier: Apache-2.0
#include "contact/wallets.h"

#include <algorithm>

#include "base/ascii.h"
#include "contact/base58.h"
#include "contact/bech32.h"
#include "contact/eip55.h"

namespace watchword::contact {
namespace {

constexpr std::size_t kLeastBytes = 26;
constexpr std::size_t kMostBytes = 90;
constexpr std::size_t kHashBytes = 20;
constexpr std::uint8_t kTronVersion = 0x41;
constexpr std::size_t kSolanaBytes = 32;
constexpr std::string_view kPrefix = "wallet:";

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

bool Has(std::string_view word, char least, char most) {
  return std::any_of(word.begin(), word.end(), [=](char c) { return c >= least && c <= most; });
}

// Bech32 is written in one case.
bool IsSegwit(std::string_view word) {
  if (Has(word, 'a', 'z') && Has(word, 'A', 'Z')) return false;
  return IsSegwitAddress(base::LowerAscii(word), "bc");
}

std::optional<Chain> ChainOfBase58(std::string_view word) {
  if (const auto payload = DecodeBase58Check(word); payload && payload->size() == kHashBytes + 1) {
    if (payload->front() == 0x00 || payload->front() == 0x05) return Chain::kBitcoin;
    if (payload->front() == kTronVersion) return Chain::kTron;
  }
  if (!Has(word, 'a', 'z') || !Has(word, 'A', 'Z') || !Has(word, '0', '9')) return std::nullopt;
  const auto key = DecodeBase58(word);
  return key && key->size() == kSolanaBytes ? std::optional(Chain::kSolana) : std::nullopt;
}

}  // namespace

const char* NameOf(Chain chain) {
  switch (chain) {
    case Chain::kBitcoin:
      return "bitcoin";
    case Chain::kEthereum:
      return "ethereum";
    case Chain::kTron:
      return "tron";
    case Chain::kSolana:
      return "solana";
  }
  return "";
}

std::optional<Wallet> ParseWallet(std::string_view word) {
  if (word.size() < kLeastBytes || word.size() > kMostBytes) return std::nullopt;
  if (IsEthereumAddress(word)) return Wallet{Chain::kEthereum, base::LowerAscii(word), 0, word.size()};
  if (IsSegwit(word)) return Wallet{Chain::kBitcoin, base::LowerAscii(word), 0, word.size()};
  const auto chain = ChainOfBase58(word);
  return chain ? std::optional(Wallet{*chain, std::string(word), 0, word.size()}) : std::nullopt;
}

std::vector<Wallet> FindWallets(std::string_view utf8) {
  std::vector<Wallet> found;
  for (std::size_t begin = 0; begin < utf8.size();) {
    std::size_t end = begin;
    while (end < utf8.size() && IsWordByte(utf8[end])) ++end;
    if (auto wallet = ParseWallet(utf8.substr(begin, end - begin))) {
      wallet->begin = begin;
      wallet->end = end;
      found.push_back(*std::move(wallet));
    }
    begin = end + 1;
  }
  return found;
}

std::string ListEntry(const Wallet& wallet) {
  return std::string(kPrefix) + NameOf(wallet.chain) + ":" + wallet.address;
}

std::optional<Wallet> FromListEntry(std::string_view entry) {
  if (!entry.starts_with(kPrefix)) return std::nullopt;
  auto wallet = ParseWallet(entry.substr(entry.rfind(':') + 1));
  return wallet && ListEntry(*wallet) == entry ? wallet : std::nullopt;
}

}  // namespace watchword::contact

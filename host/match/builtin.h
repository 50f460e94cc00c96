// SPDX-License-Identifier: Apache-2.0
// What phrases mean by {amount}, {percent}, {duration} and the addresses.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/automaton.h"
#include "match/symbols.h"
#include "text/normal_text.h"

namespace watchword::match {

// Words of all languages that make a number an amount, a percentage or a time.
struct NumberWords {
  std::set<std::string, std::less<>> numbers;           // two, dozen, 两
  std::set<std::string, std::less<>> scales;            // k, million, 万
  std::set<std::string, std::less<>> currencies;        // usdt, dollars, 元
  std::set<std::string, std::less<>> sign_prefixes;     // r, us, hk: before a sign of money
  std::set<std::string, std::less<>> before_numbers;    // rp, rm: money, before its number or stuck to it
  std::set<std::string, std::less<>> percents;          // percent, pct, 个点
  std::set<std::string, std::less<>> percent_prefixes;  // 百分之
  std::set<std::string, std::less<>> durations;         // days, h, 天
  std::set<std::string, std::less<>> ranges;            // to, 到: between two numbers
  std::set<std::string, std::less<>> counters;          // 个: between a number and its time
};

// One line a word, "kind word", as an image keeps them.
std::string WriteNumberWords(const NumberWords& words);
// Lines it does not know are skipped.
NumberWords ReadNumberWords(std::string_view lines);

// The tokens of one reading as symbols, with what stands behind them.
struct TokenText {
  const text::Reading& reading;
  const std::vector<text::Address>& addresses;
  const Vocabulary& vocabulary;
  std::span<const Symbol> symbols;
  const std::vector<text::Token>& tokens = reading.tokens();

  std::string_view At(std::size_t token) const { return reading.At(token); }
};

// Signs of money that are words of their own in normal spelling.
std::span<const std::string_view> CurrencySigns();

inline constexpr std::size_t kMaxBuiltinTokens = 16;
inline constexpr std::size_t kMaxAddressTokens = 64;

// Whether an amount, a percentage or a time may begin with this token: most do not.
bool MayBeginNumber(const TokenText& text, std::size_t token);

bool IsAddress(Builtin builtin);

// The most tokens a built-in can stand for.
std::size_t MaxTokens(Builtin builtin);

// Lengths in tokens of every way `builtin` fits at `token`; bit n stands for n
// tokens. At most kMaxBuiltinTokens. Addresses have one length, at most
// kMaxAddressTokens: what is longer is cut there.
struct Fits {
  std::uint32_t lengths = 0;
  std::size_t address_length = 0;
};
Fits FitBuiltin(Builtin builtin, const TokenText& text, std::size_t token, const NumberWords& words);

}  // namespace watchword::match

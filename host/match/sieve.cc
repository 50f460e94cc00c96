// SPDX-License-Identifier: Apache-2.0
#include "match/sieve.h"

#include <algorithm>

namespace watchword::match {
namespace {

// More than any phrase costs (compile::kMaxCost).
constexpr std::uint32_t kBorderCost = 2000;

std::uint32_t CostOf(text::TokenKind kind) {
  if (kind == text::TokenKind::kBorder) return kBorderCost;
  return kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
}

bool IsNumber(const TokenText& text, std::size_t token) {
  const char first = text.reading.bytes()[text.tokens[token].begin];
  return (first >= '0' && first <= '9') || text.vocabulary.BeginsUnit(text.symbols[token]);
}

}  // namespace

const std::vector<Find>& Sieve::Run(const Literals& literals, const std::vector<LiteralHit>& hits,
                                    const TokenText& text) {
  finds_.clear();
  kept_.clear();
  if (hits.empty()) return kept_;
  AddUp(text);
  CheckLeft(literals, hits, text);
  Forget(text);
  CheckRight(literals, text);
  Forget(text);
  std::reverse(kept_.begin(), kept_.end());
  return kept_;
}

void Sieve::AddUp(const TokenText& text) {
  costs_.resize(text.tokens.size() + 1);
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    costs_[i] = sum;
    sum += CostOf(text.tokens[i].kind);
  }
  costs_.back() = sum;
}

void Sieve::See(std::size_t token, const TokenText& text) {
  const auto at = static_cast<std::uint32_t>(token);
  const std::size_t signs = seen_.size() - kSigns;
  seen_[text.symbols[token]] = at;
  if (IsNumber(text, token)) seen_[signs + kNumberSign] = at;
}

void Sieve::Forget(const TokenText& text) {
  for (const Symbol symbol : text.symbols) seen_[symbol] = kNowhere;
  std::fill(seen_.end() - kSigns, seen_.end(), kNowhere);
}

void Sieve::CheckLeft(const Literals& literals, const std::vector<LiteralHit>& hits, const TokenText& text) {
  std::size_t next = 0;
  for (const LiteralHit& hit : hits) {
    const std::size_t length = literals.LengthOf(hit.literal);
    if (length > hit.end) continue;
    const text::TokenRange literal{hit.end - length, hit.end};
    for (; next < literal.begin; ++next) See(next, text);
    for (const Posting& posting : literals.PostingsOf(hit.literal)) {
      const Find find{literal, &posting};
      if (IsBefore(literals, find)) finds_.push_back(find);
    }
  }
}

// A longer literal that ends where a shorter one did begins before it: what was seen since may hide an earlier one.
bool Sieve::IsBefore(const Literals& literals, const Find& find) const {
  const auto companions = literals.CompanionsOf(find.posting->left_companion);
  if (companions.empty()) return true;
  const std::uint32_t begin = costs_[find.literal.begin];
  return std::any_of(companions.begin(), companions.end(), [&](std::uint16_t symbol) {
    const std::uint32_t at = seen_[symbol];
    return at != kNowhere && (at >= find.literal.begin || begin - costs_[at] <= find.posting->left_cost);
  });
}

void Sieve::CheckRight(const Literals& literals, const TokenText& text) {
  std::size_t next = text.tokens.size();
  for (auto find = finds_.rbegin(); find != finds_.rend(); ++find) {
    for (; next > find->literal.end; --next) See(next - 1, text);
    if (IsAfter(literals, *find)) kept_.push_back(*find);
  }
}

bool Sieve::IsAfter(const Literals& literals, const Find& find) const {
  const auto companions = literals.CompanionsOf(find.posting->right_companion);
  if (companions.empty()) return true;
  const std::uint32_t end = costs_[find.literal.end];
  return std::any_of(companions.begin(), companions.end(), [&](std::uint16_t symbol) {
    const std::uint32_t at = seen_[symbol];
    return at != kNowhere && costs_[at + 1] - end <= find.posting->right_cost;
  });
}

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/confirm.h"

#include <algorithm>
#include <bit>

namespace watchword::match {

const std::vector<TokenRange>& Confirmer::Run(const Automaton& phrase, const TokenText& text,
                                              const Window& window, const NumberWords& words) {
  phrase_ = &phrase;
  text_ = &text;
  words_ = &words;
  window_ = window;
  Prepare();
  const std::size_t end = window_.tokens.end;
  for (std::size_t at = window_.tokens.begin; at <= end; ++at) {
    if (at > furthest_ && at > window_.last_start) break;
    Begin(at);
    if (at > furthest_) continue;
    Advance(at);
    if (!IsReached(phrase.accept(), at)) continue;
    matches_.push_back({StartOf(phrase.accept(), at), at});
    ForgetFrom(at);
    Begin(at);
    Advance(at);
  }
  return matches_;
}

void Confirmer::Prepare() {
  matches_.clear();
  const std::size_t rows = window_.tokens.end - window_.tokens.begin + 1;
  row_words_ = (phrase_->states() + 63) / 64;
  reached_.assign(rows * row_words_, 0);
  if (starts_.size() < rows * phrase_->states()) starts_.resize(rows * phrase_->states());
  furthest_ = window_.tokens.begin;
}

void Confirmer::Begin(std::size_t at) {
  const bool begins = at <= window_.last_start && at < window_.tokens.end &&
                      phrase_->rows[0].MayLeadOnWith(text_->symbols[at]);
  if (begins) Reach(0, at, static_cast<std::uint32_t>(at));
}

std::uint64_t* Confirmer::Row(std::size_t at) {
  return reached_.data() + (at - window_.tokens.begin) * row_words_;
}

bool Confirmer::IsReached(std::uint32_t state, std::size_t at) const {
  const std::uint64_t word = reached_[(at - window_.tokens.begin) * row_words_ + state / 64];
  return ((word >> (state % 64)) & 1u) != 0;
}

std::uint32_t& Confirmer::StartOf(std::uint32_t state, std::size_t at) {
  return starts_[(at - window_.tokens.begin) * phrase_->states() + state];
}

void Confirmer::Reach(std::uint32_t state, std::size_t at, std::uint32_t start) {
  if (at > window_.tokens.end) return;
  std::uint64_t& word = Row(at)[state / 64];
  const std::uint64_t bit = std::uint64_t{1} << (state % 64);
  std::uint32_t& known = StartOf(state, at);
  known = (word & bit) != 0 ? std::max(known, start) : start;
  word |= bit;
  furthest_ = std::max(furthest_, at);
}

// Edges lead upwards, so one pass in order follows empty edges too.
void Confirmer::Advance(std::size_t at) {
  const std::uint64_t* row = Row(at);
  const Symbol symbol = at < window_.tokens.end ? text_->symbols[at] : kUnknown;
  for (std::size_t i = 0; i < row_words_; ++i) {
    std::uint64_t done = 0;
    for (std::uint64_t left = row[i]; left != 0; left = row[i] & ~done) {
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
      done |= std::uint64_t{1} << bit;
      const auto state = static_cast<std::uint32_t>(64 * i + bit);
      if (!phrase_->rows[state].MayLeadOnWith(symbol)) continue;
      const std::uint32_t start = StartOf(state, at);
      for (const Edge& edge : phrase_->EdgesOf(state)) Follow(edge, at, start);
    }
  }
}

bool Confirmer::FitsOneOf(const Edge& edge, Symbol symbol) const {
  const auto ranges = phrase_->RangesOf(edge);
  const auto range =
      std::lower_bound(ranges.begin(), ranges.end(), symbol,
                       [](const SymbolRange& one, Symbol wanted) { return one.most < wanted; });
  return range != ranges.end() && range->least <= symbol;
}

void Confirmer::Follow(const Edge& edge, std::size_t at, std::uint32_t start) {
  switch (edge.kind) {
    case Edge::Kind::kWord: {
      if (at >= window_.tokens.end) return;
      const Symbol symbol = text_->symbols[at];
      if (edge.first <= symbol && symbol <= edge.most) Reach(edge.to, at + 1, start);
      return;
    }
    case Edge::Kind::kWords:
      if (at < window_.tokens.end && FitsOneOf(edge, text_->symbols[at])) Reach(edge.to, at + 1, start);
      return;
    case Edge::Kind::kEmpty:
      return Reach(edge.to, at, start);
    case Edge::Kind::kGap:
      return FollowGap(edge, at, start);
    case Edge::Kind::kBuiltin:
      return FollowBuiltin(edge, at, start);
  }
}

void Confirmer::FollowGap(const Edge& edge, std::size_t at, std::uint32_t start) {
  int budget = kGapBudget;
  Reach(edge.to, at, start);
  for (; at < window_.tokens.end && text_->tokens[at].kind != text::TokenKind::kBorder; ++at) {
    budget -= text_->tokens[at].kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
    if (budget < 0) return;
    Reach(edge.to, at + 1, start);
  }
}

// Inside a phrase every length may be the one that lets it go on; at its end
// the whole amount is meant: "3万", not "3".
void Confirmer::FollowBuiltin(const Edge& edge, std::size_t at, std::uint32_t start) {
  if (at >= window_.tokens.end || text_->tokens[at].kind == text::TokenKind::kBorder) return;
  const Fits fits = FitBuiltin(edge.builtin(), *text_, at, *words_);
  if (fits.address_length > 0) Reach(edge.to, at + fits.address_length, start);
  for (std::size_t length = kMaxBuiltinTokens; length >= 1; --length) {
    if (((fits.lengths >> length) & 1u) == 0) continue;
    Reach(edge.to, at + length, start);
    if (edge.last != 0) return;
  }
}

// What was reached from before a match cannot go on behind it. Earlier rows
// are never read again, later ones were never written.
void Confirmer::ForgetFrom(std::size_t at) {
  std::fill(Row(at), Row(furthest_ + 1), 0);
  furthest_ = at;
}

}  // namespace watchword::match

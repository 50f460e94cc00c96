// SPDX-License-Identifier: Apache-2.0
#include "match/scanner.h"

#include <algorithm>
#include <utility>

namespace watchword::match {
namespace {

// With its companions, beside one state at one token.
constexpr std::size_t kWorkOfPosting = 16;

int CostOf(const text::Token& token) {
  return token.kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
}

std::size_t WidenLeft(std::size_t begin, int cost, const std::vector<text::Token>& tokens) {
  while (begin > 0 && cost > 0 && tokens[begin - 1].kind != text::TokenKind::kBorder) {
    cost -= CostOf(tokens[--begin]);
  }
  return begin;
}

std::size_t WidenRight(std::size_t end, int cost, const std::vector<text::Token>& tokens) {
  while (end < tokens.size() && cost > 0 && tokens[end].kind != text::TokenKind::kBorder) {
    cost -= CostOf(tokens[end++]);
  }
  return end;
}

void SortAndCut(std::size_t max_hits, ScanResult& result) {
  std::sort(result.hits.begin(), result.hits.end());
  result.hits.erase(std::unique(result.hits.begin(), result.hits.end()), result.hits.end());
  if (result.hits.size() <= max_hits) return;
  result.truncated = true;
  result.hits.resize(max_hits);
}

}  // namespace

Result<Scanner> Scanner::Make(std::shared_ptr<const PhraseSet> set) {
  auto scratch = set->literals().MakeScratch();
  if (!scratch) return scratch.error();
  return Scanner(std::move(set), *std::move(scratch));
}

Result<ScanResult> Scanner::Scan(const text::NormalText& text, ScanLimits limits) {
  ScanResult result;
  for (const text::Reading& reading : text.readings()) {
    set_->vocabulary().Translate(reading, symbols_);
    const TokenText tokens{reading, text.addresses(), set_->vocabulary(), symbols_};
    if (const Status scanned = ScanReading(tokens, limits, result); !scanned) return scanned.error();
  }
  SortAndCut(limits.max_hits, result);
  return result;
}

Status Scanner::ScanReading(const TokenText& text, const ScanLimits& limits, ScanResult& result) {
  literal_hits_.clear();
  const auto truncated =
      set_->literals().Find(text.symbols, limits.max_literal_hits, scratch_, literal_hits_);
  if (!truncated) return truncated.error();
  result.truncated |= *truncated;
  std::size_t postings = 0;
  for (const LiteralHit& hit : literal_hits_) postings += set_->literals().PostingsOf(hit.literal).size();
  if (!Spend(postings * kWorkOfPosting, limits, result)) return {};
  Collect(text);
  ConfirmAll(text, limits, result);
  return {};
}

// False when that would be too much.
bool Scanner::Spend(std::size_t work, const ScanLimits& limits, ScanResult& result) {
  result.work += work;
  const bool allowed = result.work <= limits.max_work;
  result.truncated |= !allowed;
  return allowed;
}

void Scanner::Collect(const TokenText& text) {
  candidates_.clear();
  for (const Find& find : sieve_.Run(set_->literals(), literal_hits_, text)) Propose(find, text);
  for (const Candidate& candidate : candidates_) latest_[candidate.phrase] = 0;
}

void Scanner::Propose(const Find& find, const TokenText& text) {
  const Window window{{WidenLeft(find.literal.begin, find.left_cost, text.tokens),
                       WidenRight(find.literal.end, find.right_cost, text.tokens)},
                      find.literal.begin};
  std::uint32_t& latest = latest_[find.phrase];
  candidates_.push_back({find.phrase, window, latest});
  latest = static_cast<std::uint32_t>(candidates_.size());
  while (MergeLatest(find.phrase)) {
  }
}

// Windows of one phrase that overlap become one, so that every place is looked at once. One found later may
// reach back over several.
bool Scanner::MergeLatest(PhraseId phrase) {
  Candidate& last = candidates_[latest_[phrase] - 1];
  if (last.previous == 0) return false;
  Candidate& known = candidates_[last.previous - 1];
  const bool apart = last.window.tokens.begin > known.window.tokens.end ||
                     known.window.tokens.begin > last.window.tokens.end;
  if (apart) return false;
  known.window.tokens.begin = std::min(known.window.tokens.begin, last.window.tokens.begin);
  known.window.tokens.end = std::max(known.window.tokens.end, last.window.tokens.end);
  known.window.last_start = std::max(known.window.last_start, last.window.last_start);
  last.is_merged = true;
  latest_[phrase] = last.previous;
  return true;
}

void Scanner::ConfirmAll(const TokenText& text, const ScanLimits& limits, ScanResult& result) {
  for (const Candidate& candidate : candidates_) {
    if (candidate.is_merged) continue;
    const Automaton phrase = set_->automata()[candidate.phrase];
    const TokenRange tokens = candidate.window.tokens;
    if (!Spend(phrase.states() * (tokens.end - tokens.begin), limits, result)) return;
    for (const TokenRange match : confirmer_.Run(phrase, text, candidate.window, set_->number_words())) {
      result.hits.push_back({text.reading.OriginalOf(match), candidate.phrase});
    }
  }
}

}  // namespace watchword::match

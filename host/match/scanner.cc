// SPDX-License-Identifier: Apache-2.0
#include "match/scanner.h"

#include <algorithm>
#include <utility>

#include "match/confirm.h"

namespace watchword::match {
namespace {

// Where a phrase may stand: around one of its literals.
struct Candidate {
  PhraseId phrase = 0;
  TokenRange window;
};

int CostOf(const text::Token& token) {
  return token.kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
}

// Widens `range` on both sides by what the phrase can cost at most, up to the borders.
TokenRange Widen(TokenRange range, int max_cost, const std::vector<text::Token>& tokens) {
  int left = max_cost;
  while (range.begin > 0 && tokens[range.begin - 1].kind != text::TokenKind::kBorder && left > 0) {
    left -= CostOf(tokens[--range.begin]);
  }
  int right = max_cost;
  while (range.end < tokens.size() && tokens[range.end].kind != text::TokenKind::kBorder && right > 0) {
    right -= CostOf(tokens[range.end++]);
  }
  return range;
}

TokenRange TokensOf(const std::vector<text::Token>& tokens, std::size_t begin, std::size_t end) {
  const auto ends_before = [](const text::Token& token, std::size_t at) { return token.end <= at; };
  const auto first = std::lower_bound(tokens.begin(), tokens.end(), begin, ends_before);
  auto last = first;
  while (last != tokens.end() && last->begin < end) ++last;
  return {static_cast<std::size_t>(first - tokens.begin()), static_cast<std::size_t>(last - tokens.begin())};
}

std::vector<Candidate> FindCandidates(const PhraseSet& set, const std::vector<LiteralHit>& hits,
                                      const std::vector<text::Token>& tokens) {
  std::vector<Candidate> candidates;
  for (const LiteralHit& hit : hits) {
    const TokenRange literal = TokensOf(tokens, hit.end - set.literal(hit.literal).size(), hit.end);
    for (const PhraseId phrase : set.phrases_with(hit.literal)) {
      candidates.push_back({phrase, Widen(literal, set.program(phrase).max_cost, tokens)});
    }
  }
  return candidates;
}

// Windows of one phrase that overlap become one, so that every place is looked at once.
std::vector<Candidate> Merge(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& other) {
    return std::pair(one.phrase, one.window.begin) < std::pair(other.phrase, other.window.begin);
  });
  std::vector<Candidate> merged;
  for (const Candidate& next : candidates) {
    const bool overlaps = !merged.empty() && merged.back().phrase == next.phrase &&
                          next.window.begin <= merged.back().window.end;
    if (overlaps) {
      merged.back().window.end = std::max(merged.back().window.end, next.window.end);
    } else {
      merged.push_back(next);
    }
  }
  return merged;
}

Hit MakeHit(PhraseId phrase, TokenRange match, const TokenText& text) {
  return {text.reading.OriginalOf(match), phrase};
}

}  // namespace

Result<Scanner> Scanner::Make(std::shared_ptr<const PhraseSet> set) {
  auto scratch = set->database().MakeScratch();
  if (!scratch) return scratch.error();
  return Scanner(std::move(set), *std::move(scratch));
}

Result<ScanResult> Scanner::Scan(const text::NormalText& text, ScanLimits limits) {
  ScanResult result;
  std::size_t work = 0;
  for (const text::Reading& reading : text.readings()) {
    const auto found = set_->database().Find(reading.bytes(), limits.max_literal_hits, scratch_.get());
    if (!found) return found.error();
    result.truncated |= found->truncated;
    if (found->hits.empty()) continue;
    const TokenText tokens{reading, text.addresses()};
    for (const Candidate& candidate : Merge(FindCandidates(*set_, found->hits, tokens.tokens))) {
      work += set_->program(candidate.phrase).states.size() * (candidate.window.end - candidate.window.begin);
      if (work > limits.max_work) {
        result.truncated = true;
        break;
      }
      for (const TokenRange match :
           Confirm(set_->program(candidate.phrase), tokens, candidate.window, set_->number_words())) {
        result.hits.push_back(MakeHit(candidate.phrase, match, tokens));
      }
    }
  }
  std::sort(result.hits.begin(), result.hits.end());
  result.hits.erase(std::unique(result.hits.begin(), result.hits.end()), result.hits.end());
  result.truncated |= result.hits.size() > limits.max_hits;
  if (result.hits.size() > limits.max_hits) result.hits.resize(limits.max_hits);
  return result;
}

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/confirm.h"

#include <algorithm>
#include <cstdint>

namespace watchword::match {
namespace {

constexpr std::int32_t kUnreached = -1;

// Simulates all ways through the program at once. For every state and token it
// keeps the latest start from which the state is reached there.
class Simulation {
 public:
  Simulation(const Program& program, const TokenText& text, TokenRange window, const NumberWords& words)
      : program_(program),
        text_(text),
        words_(words),
        window_(window),
        width_(program.states.size()),
        starts_(width_ * (window.end - window.begin + 1), kUnreached) {}

  std::vector<TokenRange> Run() {
    std::vector<TokenRange> matches;
    for (std::size_t at = window_.begin; at <= window_.end; ++at) {
      Reach(0, at, static_cast<std::int32_t>(at - window_.begin));
      Advance(at);
      const std::int32_t start = StartOf(program_.accept(), at);
      if (start == kUnreached) continue;
      matches.push_back({window_.begin + static_cast<std::size_t>(start), at});
      ForgetFrom(at);
      Reach(0, at, static_cast<std::int32_t>(at - window_.begin));
      Advance(at);
    }
    return matches;
  }

 private:
  // What was reached from before a match cannot go on behind it. Earlier rows
  // are never read again, later ones were never written.
  void ForgetFrom(std::size_t at) {
    const auto row = [this](std::size_t token) {
      return starts_.begin() + static_cast<std::ptrdiff_t>((token - window_.begin) * width_);
    };
    std::fill(row(at), row(furthest_ + 1), kUnreached);
  }

  std::int32_t& StartOf(std::uint32_t state, std::size_t at) {
    return starts_[(at - window_.begin) * width_ + state];
  }

  void Reach(std::uint32_t state, std::size_t at, std::int32_t start) {
    if (at > window_.end) return;
    std::int32_t& known = StartOf(state, at);
    known = std::max(known, start);
    furthest_ = std::max(furthest_, at);
  }

  // Edges lead upwards, so one pass in order follows empty edges too.
  void Advance(std::size_t at) {
    for (std::uint32_t state = 0; state < program_.accept(); ++state) {
      const std::int32_t start = StartOf(state, at);
      if (start == kUnreached) continue;
      for (const Edge& edge : program_.states[state]) Follow(edge, at, start);
    }
  }

  void Follow(const Edge& edge, std::size_t at, std::int32_t start) {
    switch (edge.kind) {
      case Edge::Kind::kEmpty:
        return Reach(edge.to, at, start);
      case Edge::Kind::kGap:
        return FollowGap(edge, at, start);
      case Edge::Kind::kBuiltin:
        return FollowBuiltin(edge, at, start);
      case Edge::Kind::kWord:
        if (at < window_.end && text_.At(at) == edge.word) Reach(edge.to, at + 1, start);
        return;
      case Edge::Kind::kPrefix:
        if (at < window_.end && text_.At(at).starts_with(edge.word)) Reach(edge.to, at + 1, start);
        return;
    }
  }

  void FollowGap(const Edge& edge, std::size_t at, std::int32_t start) {
    int budget = kGapBudget;
    Reach(edge.to, at, start);
    for (; at < window_.end && text_.tokens[at].kind != text::TokenKind::kBorder; ++at) {
      budget -= text_.tokens[at].kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
      if (budget < 0) return;
      Reach(edge.to, at + 1, start);
    }
  }

  // Inside a phrase every length may be the one that lets it go on; at its end
  // the whole amount is meant: "3万", not "3".
  void FollowBuiltin(const Edge& edge, std::size_t at, std::int32_t start) {
    if (at >= window_.end || text_.tokens[at].kind == text::TokenKind::kBorder) return;
    const Fits fits = FitBuiltin(edge.builtin, text_, at, words_);
    if (fits.address_length > 0) Reach(edge.to, at + fits.address_length, start);
    for (std::size_t length = kMaxBuiltinTokens; length >= 1; --length) {
      if (((fits.lengths >> length) & 1u) == 0) continue;
      Reach(edge.to, at + length, start);
      if (edge.last) return;
    }
  }

  const Program& program_;
  const TokenText& text_;
  const NumberWords& words_;
  TokenRange window_;
  std::size_t width_;
  std::size_t furthest_ = 0;  // token of the last row written
  std::vector<std::int32_t> starts_;
};

}  // namespace

std::vector<TokenRange> Confirm(const Program& program, const TokenText& text, TokenRange window,
                                const NumberWords& words) {
  return Simulation(program, text, window, words).Run();
}

}  // namespace watchword::match

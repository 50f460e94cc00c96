// SPDX-License-Identifier: Apache-2.0
// Does the whole phrase stand here, and exactly where?
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/automaton.h"
#include "match/builtin.h"

namespace watchword::match {

using text::TokenRange;

// Where a phrase may stand. Every match of it begins at or before
// `last_start` and lies within `tokens`.
struct Window {
  TokenRange tokens;
  std::size_t last_start = 0;
};

// Simulates all ways through a phrase at once. Keeps its memory from one phrase to the next.
class Confirmer {
 public:
  // Every match of the phrase inside the window, left to right, without overlap:
  // the one that ends first, and of those that end there the one that begins
  // last; then on behind it. A built-in at the end is taken whole. More text to
  // the right never changes a match. Valid until the next call.
  //
  // Time: states × tokens of the window × a constant (the gap budget); where
  // nothing of the phrase stands, one step a token.
  const std::vector<TokenRange>& Run(const Automaton& phrase, const TokenText& text, const Window& window,
                                     const NumberWords& words);

 private:
  void Prepare();
  void Begin(std::size_t at);
  bool IsReached(std::uint32_t state, std::size_t at) const;
  std::uint32_t& StartOf(std::uint32_t state, std::size_t at);
  std::uint64_t* Row(std::size_t at);
  void Reach(std::uint32_t state, std::size_t at, std::uint32_t start);
  void Advance(std::size_t at);
  bool FitsOneOf(const Edge& edge, Symbol symbol) const;
  void Follow(const Edge& edge, std::size_t at, std::uint32_t start);
  void FollowGap(const Edge& edge, std::size_t at, std::uint32_t start);
  void FollowBuiltin(const Edge& edge, std::size_t at, std::uint32_t start);
  void ForgetFrom(std::size_t at);

  const Automaton* phrase_ = nullptr;
  const TokenText* text_ = nullptr;
  const NumberWords* words_ = nullptr;
  Window window_;
  std::size_t furthest_ = 0;            // token of the last row written
  std::size_t row_words_ = 0;           // of 64 states each
  std::vector<std::uint64_t> reached_;  // by token and state, one bit
  std::vector<std::uint32_t> starts_;   // latest start, where reached
  std::vector<TokenRange> matches_;
};

}  // namespace watchword::match

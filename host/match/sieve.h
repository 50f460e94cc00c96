// SPDX-License-Identifier: Apache-2.0
// Most places where a piece of a phrase stands lack the rest of it. Before a phrase is tried there, a word
// that it needs on each side must be near: a look into a table instead of a walk.
#pragma once

#include <cstdint>
#include <vector>

#include "match/builtin.h"
#include "match/literals.h"
#include "match/symbols.h"

namespace watchword::match {

// A piece of a phrase in a text.
struct Find {
  text::TokenRange literal;
  std::uint32_t phrase = 0;
  std::uint16_t left_cost = 0;
  std::uint16_t right_cost = 0;
};

// Keeps its memory from one text to the next.
class Sieve {
 public:
  explicit Sieve(std::size_t symbols) : blocks_(symbols + kSigns, 0) {}

  // What `hits` find, without most of what cannot be, in the order of the hits. Never drops a find whose
  // phrase matches there. Valid until the next call.
  const std::vector<Find>& Run(const Literals& literals, const std::vector<LiteralHit>& hits,
                               const TokenText& text);

 private:
  // A stretch of the text small enough that one bit stands for one block of it. It looks a little
  // beyond what it owns, so that words near its ends are seen.
  struct Stretch {
    std::uint32_t first_block = 0;  // that has a bit
    std::size_t from = 0;           // tokens, half-open
    std::size_t to = 0;
  };

  void Place(const TokenText& text);
  Stretch StretchAround(std::uint32_t block) const;
  void Mark(const Stretch& stretch, const TokenText& text);
  void Forget(const Stretch& stretch, const TokenText& text);
  void Sift(text::TokenRange literal, std::uint32_t id, const Literals& literals, const Stretch& stretch);
  std::uint64_t Before(const Stretch& stretch, std::uint32_t begin, std::uint32_t cost) const;
  std::uint64_t After(const Stretch& stretch, std::uint32_t end, std::uint32_t cost) const;
  bool IsNear(std::span<const std::uint32_t> companions, std::uint64_t blocks) const;

  std::vector<std::uint32_t> places_;  // of each token and the end, in costs of gaps; borders leave room
  std::vector<std::uint64_t> blocks_;  // by symbol: the blocks of the stretch it stands in, one bit each
  std::vector<Find> finds_;
};

}  // namespace watchword::match

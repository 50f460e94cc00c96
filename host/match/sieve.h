// SPDX-License-Identifier: Apache-2.0
// Most places where a piece of a phrase stands lack the rest of it. Before a phrase is tried there, a word that
// it needs on each side must be near: a look into a table instead of a walk.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/builtin.h"
#include "match/literals.h"
#include "match/symbols.h"

namespace watchword::match {

// A piece of a phrase in a text.
struct Find {
  text::TokenRange literal;
  const Posting* posting = nullptr;
};

// Keeps its memory from one text to the next.
class Sieve {
 public:
  explicit Sieve(std::size_t symbols) : seen_(symbols + kSigns, kNowhere) {}

  // What `hits` find, without what cannot be: in order of ends. Valid until the next call.
  const std::vector<Find>& Run(const Literals& literals, const std::vector<LiteralHit>& hits,
                               const TokenText& text);

 private:
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  void AddUp(const TokenText& text);
  void See(std::size_t token, const TokenText& text);
  void Forget(const TokenText& text);
  void CheckLeft(const Literals& literals, const std::vector<LiteralHit>& hits, const TokenText& text);
  void CheckRight(const Literals& literals, const TokenText& text);
  bool IsBefore(const Literals& literals, const Find& find) const;
  bool IsAfter(const Literals& literals, const Find& find) const;

  std::vector<std::uint32_t> costs_;  // of all tokens before, counted like gaps; a border costs more than any phrase
  std::vector<std::uint32_t> seen_;   // by symbol: the token where it was seen last
  std::vector<Find> finds_;
  std::vector<Find> kept_;
};

}  // namespace watchword::match

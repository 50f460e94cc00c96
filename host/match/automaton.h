// SPDX-License-Identifier: Apache-2.0
// A phrase as an automaton over tokens, without cycles: a gap is one edge. The tables on disk, and a view of
// one phrase.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "image/image.h"
#include "match/symbols.h"

namespace watchword::match {

// What a gap may swallow: a word costs 3, a character of a script written
// without spaces costs 1.
inline constexpr int kGapBudget = 24;
inline constexpr int kWordCost = 3;

enum class Builtin : std::uint8_t {
  kAmount,
  kNumber,
  kPercent,
  kDuration,
  kUrl,
  kHandle,
  kInviteLink,
  kWallet
};

inline constexpr std::uint32_t kMaxStates = 4096;  // of one phrase

// On disk.
struct Edge {
  enum class Kind : std::uint8_t { kEmpty, kWord, kWords, kGap, kBuiltin };
  std::uint32_t first = 0;  // kWord: the least symbol that fits; kWords: the first of its ranges in
                            // Section::kRanges; kBuiltin: which
  std::uint32_t most = 0;   // kWord: the greatest symbol that fits; kWords: how many ranges
  std::uint16_t to = 0;     // always greater than the state it leaves
  Kind kind = Kind::kEmpty;
  std::uint8_t last = 0;  // 1: nothing of the phrase comes after it

  Builtin builtin() const { return static_cast<Builtin>(first); }
};
static_assert(sizeof(Edge) == 12);

// On disk. A state's edges end where the next state's begin.
struct State {
  std::uint32_t first_edge = 0;
  std::uint32_t goes_freely = 0;  // 1: it has an edge that needs no word
  std::uint64_t words = 0;        // bit n: a symbol s with s % 64 == n may lead on

  bool MayLeadOnWith(Symbol symbol) const {
    return goes_freely != 0 || (symbol != kUnknown && ((words >> (symbol % 64)) & 1u) != 0);
  }
};
static_assert(sizeof(State) == 16);

// One phrase on disk. States are numbered so that every edge leads upwards: 0
// is the start, the last one accepts.
struct AutomatonEntry {
  std::uint32_t first_state = 0;  // in Section::kStates; one more than `states` belong to it
  std::uint32_t states = 0;
};

// A phrase in the image. Borrows it.
struct Automaton {
  std::span<const State> rows;          // one more than there are states
  const Edge* edges = nullptr;          // of all phrases
  const SymbolRange* ranges = nullptr;  // the same

  // Of kWords: ascending, apart from one another.
  std::span<const SymbolRange> RangesOf(const Edge& edge) const { return {ranges + edge.first, edge.most}; }

  std::uint32_t states() const { return static_cast<std::uint32_t>(rows.size() - 1); }
  std::uint32_t accept() const { return states() - 1; }
  std::span<const Edge> EdgesOf(std::uint32_t state) const {
    return {edges + rows[state].first_edge, edges + rows[state + 1].first_edge};
  }
};

// All phrases of an image. Borrows it.
class Automata {
 public:
  // Error: kInvalid when the tables contradict each other.
  static Result<Automata> Read(const image::Image& image);

  std::size_t size() const { return entries_.size(); }
  Automaton operator[](std::size_t phrase) const {
    const AutomatonEntry& entry = entries_[phrase];
    return {states_.subspan(entry.first_state, entry.states + 1), edges_.data(), ranges_.data()};
  }

 private:
  Automata() = default;
  bool Fits(const AutomatonEntry& entry) const;
  bool Fits(const Edge& edge) const;
  Status Check() const;

  std::span<const AutomatonEntry> entries_;
  std::span<const State> states_;
  std::span<const Edge> edges_;
  std::span<const SymbolRange> ranges_;
};

}  // namespace watchword::match

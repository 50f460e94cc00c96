// SPDX-License-Identifier: Apache-2.0
// A phrase as an automaton over tokens, without cycles: a gap is one edge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "match/phrase.h"

namespace watchword::match {

struct Edge {
  enum class Kind : std::uint8_t { kEmpty, kWord, kPrefix, kGap, kBuiltin };
  Kind kind = Kind::kEmpty;
  Builtin builtin = Builtin::kAmount;
  bool last = false;     // nothing of the phrase comes after it
  std::uint32_t to = 0;  // always greater than the state it leaves
  std::string word;
};

// States are numbered so that every edge leads upwards: 0 is the start, the
// last one accepts.
struct Program {
  std::vector<std::vector<Edge>> states;
  // The most a match can cost, counted like gaps: bounds the window to look at.
  int max_cost = 0;

  std::uint32_t accept() const { return static_cast<std::uint32_t>(states.size() - 1); }
};

Program CompileProgram(const Phrase& phrase);

}  // namespace watchword::match

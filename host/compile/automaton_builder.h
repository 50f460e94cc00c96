// SPDX-License-Identifier: Apache-2.0
// Phrases as the automata that confirm them (match/automaton.h).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/result.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"
#include "image/image.h"
#include "match/automaton.h"

namespace watchword::compile {

// Words of which one stands at a place, each set of them once.
class RangeSets {
 public:
  // Where the set begins among the ranges.
  std::uint32_t Add(const std::vector<match::SymbolRange>& set);
  const std::vector<match::SymbolRange>& ranges() const { return ranges_; }

 private:
  std::map<std::vector<match::SymbolRange>, std::uint32_t> known_;
  std::vector<match::SymbolRange> ranges_;
};

class AutomatonBuilder {
 public:
  // Error: kTooLarge when the phrase has more than match::kMaxStates states.
  Status Add(const Phrase& phrase, const VocabularyBuilder& vocabulary);

  void Write(image::Builder& image) const;

 private:
  std::vector<match::AutomatonEntry> entries_;
  std::vector<match::State> states_;
  std::vector<match::Edge> edges_;
  RangeSets sets_;
};

}  // namespace watchword::compile

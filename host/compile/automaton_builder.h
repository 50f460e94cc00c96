// SPDX-License-Identifier: Apache-2.0
// Phrases as the automata that confirm them (match/automaton.h).
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"
#include "image/image.h"
#include "match/automaton.h"

namespace watchword::compile {

class AutomatonBuilder {
 public:
  // Error: kTooLarge when the phrase has more than match::kMaxStates states.
  Status Add(const Phrase& phrase, const VocabularyBuilder& vocabulary);

  void Write(image::Builder& image) const;

 private:
  std::vector<match::AutomatonEntry> entries_;
  std::vector<match::State> states_;
  std::vector<match::Edge> edges_;
};

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
// The rows of words that a piece of a phrase can be.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "compile/companions.h"
#include "compile/frequency.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"

namespace watchword::compile {

// More spellings than this are never chosen while there is another way.
inline constexpr std::size_t kMaxLiterals = 1024;

// Words and beginnings in a row, and what stands around them.
struct Spelling {
  std::vector<const Element*> row;
  double share = 1;          // of places in text where the row stands
  std::size_t literals = 1;  // rows of whole words it stands for, or more than kMaxLiterals
  int left_cost = 0;
  int right_cost = 0;
  SharedRequirement left;
  SharedRequirement right;
};
using Spellings = std::vector<Spelling>;

class Speller {
 public:
  Speller(const Frequency& frequency, const VocabularyBuilder& vocabulary)
      : frequency_(frequency), vocabulary_(vocabulary) {}

  // Every row an element or sequence can be, or nothing when it can be more than words or too many.
  std::optional<Spellings> Spell(const Element& element) const;
  std::optional<Spellings> Spell(const Choices& choices) const;

  // Each of the left followed by each of the right; what surrounds them is that of the left.
  Spellings Join(const Spellings& left, const Spellings& right) const;

 private:
  std::optional<Spellings> Spell(const Sequence& sequence) const;
  Spelling Weigh(std::vector<const Element*> row) const;

  const Frequency& frequency_;
  const VocabularyBuilder& vocabulary_;
};

}  // namespace watchword::compile

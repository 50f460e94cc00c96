// SPDX-License-Identifier: Apache-2.0
// What else of a phrase must be near a piece of it: cheap to look for before the phrase is tried
// (match/sieve.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compile/frequency.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"

namespace watchword::compile {

// Symbols, or signs counted from the number of symbols on (match/literals.h). Sorted.
using Companions = std::vector<std::uint16_t>;

// More than this many words are near any place.
inline constexpr std::size_t kMaxCompanions = 48;

// Things of which one stands in every match.
struct Requirement {
  std::vector<const Element*> words;
  bool number = false;
  double share = 0;  // of places in text where one of them stands
};

// The rarest requirement of elements [from, to), or nothing when no part of them must be there.
std::optional<Requirement> RarestRequirement(const Sequence& elements, std::size_t from, std::size_t to,
                                             const Frequency& frequency);

// Empty when there are more than kMaxCompanions.
Companions CompanionsOf(const std::optional<Requirement>& requirement, const VocabularyBuilder& vocabulary);

}  // namespace watchword::compile

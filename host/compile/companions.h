// SPDX-License-Identifier: Apache-2.0
// What else of a phrase must be near a piece of it: cheap to look for before the phrase is tried
// (match/sieve.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "compile/frequency.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"

namespace watchword::compile {

// Symbols, or signs counted from the number of symbols on (match/literals.h). Sorted.
using Companions = std::vector<std::uint32_t>;

// More than this many words are near any place.
inline constexpr std::size_t kMaxCompanions = 48;

// Things of which one stands in every match.
struct Requirement {
  std::vector<const Element*> words;
  bool number = false;
  double share = 0;  // of places in text where one of them stands
};

// Shared by all spellings of a piece. Null: nothing is known.
using SharedRequirement = std::shared_ptr<const Requirement>;

// Null where nothing of the element must be there.
SharedRequirement RequirementOf(const Element& element, const Frequency& frequency);

// The rarest of requirements [from, to), or null when there is none.
SharedRequirement Rarest(const std::vector<SharedRequirement>& requirements, std::size_t from,
                         std::size_t to);

// Empty when there are more than kMaxCompanions.
Companions CompanionsOf(const SharedRequirement& requirement, const VocabularyBuilder& vocabulary);

}  // namespace watchword::compile

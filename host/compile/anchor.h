// SPDX-License-Identifier: Apache-2.0
// The pieces of a phrase that are searched for: rare in text, and few.
#pragma once

#include <vector>

#include "compile/companions.h"
#include "compile/frequency.h"
#include "compile/phrase.h"
#include "compile/vocabulary_builder.h"
#include "match/symbols.h"

namespace watchword::compile {

// More spellings than this are never chosen while there is another way.
inline constexpr std::size_t kMaxLiterals = 256;

// A row of symbols, and the most that can stand before and after it in the phrase, counted like gaps.
struct Literal {
  std::vector<match::Symbol> symbols;
  int left_cost = 0;
  int right_cost = 0;
  Companions left;   // one of them stands before it in every match; empty when nothing is known
  Companions right;  // and after it
};

// Every match of the phrase contains at least one of the literals. Empty when
// the phrase has no piece that can be spelled out in kMaxLiterals.
std::vector<Literal> ChooseAnchor(const Phrase& phrase, const Frequency& frequency,
                                  const VocabularyBuilder& vocabulary);

}  // namespace watchword::compile

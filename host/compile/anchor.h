// SPDX-License-Identifier: Apache-2.0
// The pieces of a phrase that are searched for: rare in text, and few.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "compile/companions.h"
#include "compile/spellings.h"
#include "match/symbols.h"

namespace watchword::compile {

// A row of symbols, and the most that can stand before and after it in the phrase, counted like gaps.
struct Literal {
  std::vector<match::Symbol> symbols;
  int left_cost = 0;
  int right_cost = 0;
  Companions left;   // one of them stands before it in every match; empty when nothing is known
  Companions right;  // and after it
};

// Chooses for one phrase after the other. What it finds out about a list it keeps for all that name it.
class AnchorChooser {
 public:
  // REQUIRES: both outlive it
  AnchorChooser(const Frequency& frequency, const VocabularyBuilder& vocabulary)
      : frequency_(frequency), vocabulary_(vocabulary), speller_(frequency, vocabulary) {}

  // Every match of the phrase contains at least one of the literals. Empty when the phrase has no piece that
  // can be spelled out in kMaxLiterals.
  std::vector<Literal> Choose(const Phrase& phrase);

 private:
  struct Piece;

  // Of a choice, whatever stands around it.
  struct Known {
    int cost = 0;
    SharedRequirement requirement;
    std::optional<Spellings> rows;      // every row it can be
    std::optional<Spellings> one_each;  // a piece of each alternative, where they are more than rows
  };

  const Known& Of(const Element& choice);
  Known FindOut(const Element& choice);
  std::optional<Spellings> OneOfEach(const Choices& choices);

  class Side;
  Side SideOf(const Sequence& elements);
  Piece Best(const Sequence& elements);
  Piece OfAlternatives(const Sequence& elements, const Side& side, std::size_t at);
  Piece BestRowFrom(const Sequence& elements, const Side& side, std::size_t from);
  void Spell(const Spelling& spelling, std::vector<Literal>& literals) const;

  const Frequency& frequency_;
  const VocabularyBuilder& vocabulary_;
  Speller speller_;
  std::map<std::shared_ptr<const Choices>, Known> known_;
};

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
// All phrases of a pack, as a compiled image holds them. Immutable.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "image/image.h"
#include "match/automaton.h"
#include "match/builtin.h"
#include "match/literals.h"
#include "match/symbols.h"

namespace watchword::match {

// A phrase's place in the list that was compiled.
using PhraseId = std::uint32_t;

class PhraseSet {
 public:
  // Checks every table. Error: kInvalid when they contradict each other.
  static Result<std::shared_ptr<const PhraseSet>> Open(std::shared_ptr<const image::Image> image);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Automata& automata() const { return automata_; }
  const Literals& literals() const { return literals_; }
  const NumberWords& number_words() const { return words_; }
  std::size_t size() const { return automata_.size(); }

 private:
  PhraseSet(std::shared_ptr<const image::Image> image, Vocabulary vocabulary, Automata automata,
            Literals literals, NumberWords words)
      : image_(std::move(image)),
        vocabulary_(vocabulary),
        automata_(automata),
        literals_(literals),
        words_(std::move(words)) {}

  std::shared_ptr<const image::Image> image_;  // what the others borrow
  Vocabulary vocabulary_;
  Automata automata_;
  Literals literals_;
  NumberWords words_;
};

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
// All phrases of a pack, compiled once and then immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "match/builtin.h"
#include "match/literal_database.h"
#include "match/phrase.h"
#include "match/program.h"

namespace watchword::match {

// A phrase's place in the list that was compiled.
using PhraseId = std::uint32_t;

class PhraseSet {
 public:
  // Error: kInvalid when Hyperscan refuses.
  static Result<std::shared_ptr<const PhraseSet>> Compile(const std::vector<Phrase>& phrases,
                                                          NumberWords words);

  const Program& program(PhraseId phrase) const { return programs_[phrase]; }
  const LiteralDatabase& database() const { return database_; }
  const std::string& literal(std::uint32_t id) const { return literals_[id]; }
  const std::vector<PhraseId>& phrases_with(std::uint32_t literal) const { return phrases_[literal]; }
  const NumberWords& number_words() const { return words_; }
  std::size_t literal_count() const { return literals_.size(); }

 private:
  PhraseSet(LiteralDatabase database, NumberWords words)
      : database_(std::move(database)), words_(std::move(words)) {}

  std::vector<Program> programs_;
  std::vector<std::string> literals_;           // sorted, each once
  std::vector<std::vector<PhraseId>> phrases_;  // by literal
  LiteralDatabase database_;
  NumberWords words_;
};

}  // namespace watchword::match

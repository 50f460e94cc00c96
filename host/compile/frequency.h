// SPDX-License-Identifier: Apache-2.0
// How often words stand in text, so that the rarest piece of a phrase can be chosen.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compile/phrase.h"

namespace watchword::compile {

// Occurrences in a million words: "word", "beginning*", and for scripts written without spaces two
// characters.
using FrequencyTable = std::map<std::string, double, std::less<>>;

class Frequency {
 public:
  // `ordinary` is measured on honest text (patterns/frequency). What the phrases themselves say often is
  // frequent where it matters most, in text like them.
  Frequency(const FrequencyTable& ordinary, const std::vector<Phrase>& phrases);

  // Estimated share of places in a text where these words stand in a row. Words and beginnings only.
  double OfRow(const std::vector<const Element*>& row) const;

 private:
  double Of(const Element& element) const;
  double OfPair(const Element& one, const Element& other) const;

  std::unordered_map<std::string, double> shares_;
};

}  // namespace watchword::compile

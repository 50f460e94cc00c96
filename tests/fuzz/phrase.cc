// SPDX-License-Identifier: Apache-2.0
// The first line is a phrase, the rest a text: what parses is compiled to all that surrounds Hyperscan.
#include "compile/phrase.h"

#include <algorithm>

#include "compile/anchor.h"
#include "compile/automaton_builder.h"
#include "input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace watchword;
  const std::string_view input = AsText(data, std::min<std::size_t>(size, 2000));
  const auto orders =
      compile::ParsePhrases(input.substr(0, input.find('\n')), {{"list", {"one", "two words"}}});
  if (!orders) return 0;
  const compile::Phrase& phrase = orders->back();
  compile::VocabularyBuilder vocabulary;
  vocabulary.Add(phrase.elements);
  vocabulary.Number();
  compile::AutomatonBuilder automata;
  const Status added = automata.Add(phrase, vocabulary);
  const compile::Frequency frequency({}, {phrase});
  const auto literals = compile::AnchorChooser(frequency, vocabulary).Choose(phrase);
  for (const auto& literal : literals) {
    if (literal.symbols.empty() || literal.left_cost < 0 || literal.right_cost < 0) __builtin_trap();
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "match/phrase_set.h"

#include <utility>

namespace watchword::match {

Result<std::shared_ptr<const PhraseSet>> PhraseSet::Open(std::shared_ptr<const image::Image> image) {
  const auto vocabulary = Vocabulary::Read(*image);
  if (!vocabulary) return vocabulary.error();
  const auto automata = Automata::Read(*image);
  if (!automata) return automata.error();
  const auto literals = Literals::Read(*image);
  if (!literals) return literals.error();
  NumberWords words = ReadNumberWords(image->Text(image::Section::kUnits));
  return std::shared_ptr<const PhraseSet>(
      new PhraseSet(std::move(image), *vocabulary, *automata, *literals, std::move(words)));
}

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/phrase_set.h"

#include <map>
#include <utility>

#include "match/anchor.h"

namespace watchword::match {

Result<std::shared_ptr<const PhraseSet>> PhraseSet::Compile(const std::vector<Phrase>& phrases,
                                                            NumberWords words) {
  std::map<std::string, std::vector<PhraseId>> anchors;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    for (std::string& literal : ChooseAnchor(phrases[i])) {
      anchors[std::move(literal)].push_back(static_cast<PhraseId>(i));
    }
  }
  std::vector<std::string> literals;
  std::vector<std::vector<PhraseId>> by_literal;
  for (auto& [literal, ids] : anchors) {
    literals.push_back(literal);
    by_literal.push_back(std::move(ids));
  }
  auto database = LiteralDatabase::Compile(literals);
  if (!database) return database.error();
  std::shared_ptr<PhraseSet> set(new PhraseSet(*std::move(database), std::move(words)));
  for (const Phrase& phrase : phrases) set->programs_.push_back(CompileProgram(phrase));
  set->literals_ = std::move(literals);
  set->phrases_ = std::move(by_literal);
  return std::shared_ptr<const PhraseSet>(std::move(set));
}

}  // namespace watchword::match

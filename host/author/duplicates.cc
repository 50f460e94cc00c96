// SPDX-License-Identifier: Apache-2.0
#include "author/duplicates.h"

#include <algorithm>
#include <set>
#include <utility>

#include "match/scanner.h"

namespace watchword::author {
namespace {

using Rules = std::set<assess::RuleIndex>;

Result<Rules> RulesIn(const std::string& sentence, match::Scanner& scanner, const assess::Ruleset& ruleset) {
  const auto scan = scanner.Scan(text::Normalize(sentence));
  if (!scan) return scan.error();
  Rules rules;
  for (const match::Hit& hit : scan->hits) {
    if (const auto rule = ruleset.rule_of(hit.phrase)) rules.insert(*rule);
  }
  return rules;
}

// Rules that find every one of the sentences.
Result<Rules> RulesInAll(const std::vector<std::string>& sentences, match::Scanner& scanner,
                         const assess::Ruleset& ruleset) {
  Rules in_all;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    auto rules = RulesIn(sentences[i], scanner, ruleset);
    if (!rules) return rules.error();
    if (i == 0)
      in_all = *std::move(rules);
    else
      std::erase_if(in_all, [&rules](assess::RuleIndex rule) { return !rules->contains(rule); });
  }
  return in_all;
}

bool HaveOnePlace(const pack::Rule& one, const pack::Rule& other) {
  return one.scheme == other.scheme && one.stage == other.stage && one.language == other.language &&
         one.said_by == other.said_by;
}

}  // namespace

Result<std::vector<Finding>> FindDuplicates(const Draft& draft,
                                            const std::shared_ptr<const assess::Ruleset>& ruleset) {
  auto scanner = match::Scanner::Make(ruleset->phrases());
  if (!scanner) return scanner.error();
  std::vector<Rules> finders;  // of all examples, by rule
  for (const RuleNotes& notes : draft.notes) {
    auto rules = RulesInAll(notes.match, *scanner, *ruleset);
    if (!rules) return rules.error();
    finders.push_back(*std::move(rules));
  }
  std::vector<Finding> findings;
  for (assess::RuleIndex rule = 0; rule < finders.size(); ++rule) {
    for (const assess::RuleIndex other : finders[rule]) {
      const bool is_double = other < rule && finders[other].contains(rule) &&
                             HaveOnePlace(draft.pack.rules[rule], draft.pack.rules[other]);
      if (!is_double) continue;
      findings.push_back({draft.notes[rule].file, draft.notes[rule].pointer,
                          "finds all examples of " + draft.pack.rules[other].id +
                              ", which finds all of its: make them one rule"});
    }
  }
  return findings;
}

}  // namespace watchword::author

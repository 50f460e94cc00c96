// SPDX-License-Identifier: Apache-2.0
#include "author/fires.h"

#include <cmath>
#include <set>

#include "match/incremental.h"

namespace watchword::author {
namespace {

// One honest item in so many.
double Allowed(pack::Weight weight) {
  switch (weight) {
    case pack::Weight::kStrong:
      return 1.0 / 10000;
    case pack::Weight::kMedium:
      return 1.0 / 1000;
    case pack::Weight::kWeak:
      return 1.0 / 50;
    case pack::Weight::kCue:
      break;
  }
  return 1.0 / 10;
}

// Of the 95 % interval of a share.
double LowerEnd(double found, double items) {
  constexpr double kZ = 1.96;
  const double share = found / items;
  const double middle = share + kZ * kZ / (2 * items);
  const double half = kZ * std::sqrt(share * (1 - share) / items + kZ * kZ / (4 * items * items));
  return (middle - half) / (1 + kZ * kZ / items);
}

Result<std::set<assess::RuleIndex>> RulesIn(const CorpusItem& item, match::IncrementalScanner& scanner,
                                            const assess::Ruleset& ruleset) {
  std::set<assess::RuleIndex> rules;
  for (const assess::Message& one : item.texts) {
    const auto found = scanner.Scan(one.text);
    if (!found) return found.error();
    for (const assess::Evidence& evidence : assess::FindEvidence({ruleset, one.text, *found, one.from})) {
      if (const auto rule = ruleset.FindRule(evidence.rule)) rules.insert(*rule);
    }
  }
  return rules;
}

}  // namespace

std::size_t Fires::HonestItemsFor(const std::string& language) const {
  std::size_t items = 0;
  for (const std::string& one : {language.substr(0, 2), std::string()}) {
    const auto found = honest_items.find(one);
    if (found != honest_items.end()) items += found->second;
  }
  return items;
}

Result<Fires> CountFires(const std::vector<CorpusItem>& items,
                         const std::shared_ptr<const assess::Ruleset>& ruleset) {
  auto scanner = match::IncrementalScanner::Make(ruleset->phrases());
  if (!scanner) return scanner.error();
  Fires fires;
  fires.rules.resize(ruleset->rule_count());
  for (const CorpusItem& item : items) {
    const auto rules = RulesIn(item, *scanner, *ruleset);
    if (!rules) return rules.error();
    ++(item.honest ? fires.honest_items : fires.scam_items)[item.language];
    for (const assess::RuleIndex rule : *rules) {
      RuleFires& one = fires.rules[rule];
      if (item.honest && one.honest == 0) one.honest_id = item.id;
      ++(item.honest ? one.honest : one.scam);
    }
  }
  return fires;
}

std::vector<Finding> CheckFires(const Draft& draft, const Fires& fires) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < draft.pack.rules.size(); ++i) {
    const RuleFires& one = fires.rules[i];
    const pack::Rule& rule = draft.pack.rules[i];
    const std::size_t items = std::max(fires.HonestItemsFor(rule.language), one.honest);
    if (one.honest == 0) continue;
    const double allowed = Allowed(rule.weight);
    if (LowerEnd(static_cast<double>(one.honest), static_cast<double>(items)) <= allowed) continue;
    findings.push_back({draft.notes[i].file, draft.notes[i].pointer + "/weight",
                        "found in " + std::to_string(one.honest) + " of " + std::to_string(items) +
                            " honest items (first " + one.honest_id + "); its weight allows one in " +
                            std::to_string(std::lround(1 / allowed)) + ": narrow the phrases or lower it"});
  }
  return findings;
}

}  // namespace watchword::author

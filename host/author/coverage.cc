// SPDX-License-Identifier: Apache-2.0
#include "author/coverage.h"

#include <algorithm>
#include <iomanip>
#include <numeric>
#include <set>
#include <sstream>

namespace watchword::author {
namespace {

constexpr std::size_t kMostListed = 40;

std::vector<std::string> StagesOf(const pack::Pack& pack) {
  std::vector<std::string> stages;
  for (const pack::Scheme& scheme : pack.schemes) {
    for (const pack::Stage& stage : scheme.stages) stages.push_back(scheme.id + "/" + stage.id);
  }
  return stages;
}

std::vector<std::string> LanguagesOf(const pack::Pack& pack) {
  std::set<std::string> languages;
  for (const pack::Rule& rule : pack.rules) languages.insert(rule.language);
  return {languages.begin(), languages.end()};
}

std::size_t Sum(const std::map<std::string, std::size_t>& items) {
  return std::accumulate(items.begin(), items.end(), std::size_t{0},
                         [](std::size_t sum, const auto& one) { return sum + one.second; });
}

}  // namespace

const Cell& Coverage::At(const std::string& stage, const std::string& language) const {
  static const Cell kNone;
  const auto found = cells.find({stage, language});
  return found == cells.end() ? kNone : found->second;
}

Coverage Cover(const Draft& draft, const Fires& fires) {
  Coverage coverage{.stages = StagesOf(draft.pack), .languages = LanguagesOf(draft.pack)};
  coverage.has_corpus = !fires.honest_items.empty() || !fires.scam_items.empty();
  for (std::size_t i = 0; i < draft.pack.rules.size(); ++i) {
    const pack::Rule& rule = draft.pack.rules[i];
    Cell& cell = coverage.cells[{rule.scheme + "/" + rule.stage, rule.language}];
    ++cell.rules;
    cell.phrases += rule.phrases.size();
    if (!coverage.has_corpus) continue;
    if (fires.rules[i].scam == 0) ++cell.silent;
    if (fires.rules[i].honest > 0) ++cell.honest;
  }
  return coverage;
}

std::vector<std::size_t> LoudInHonestText(const Fires& fires) {
  std::vector<std::size_t> rules;
  for (std::size_t i = 0; i < fires.rules.size(); ++i) {
    if (fires.rules[i].honest > 0) rules.push_back(i);
  }
  std::stable_sort(rules.begin(), rules.end(), [&fires](std::size_t one, std::size_t other) {
    return fires.rules[one].honest > fires.rules[other].honest;
  });
  rules.resize(std::min(rules.size(), kMostListed));
  return rules;
}

std::string Summary(const Coverage& coverage, const Draft& draft, const Fires& fires) {
  std::size_t silent = 0;
  for (const auto& [place, cell] : coverage.cells) silent += cell.silent;
  return std::to_string(Sum(fires.honest_items)) + " honest and " + std::to_string(Sum(fires.scam_items)) +
         " scam items; " + std::to_string(silent) + " of " + std::to_string(draft.pack.rules.size()) +
         " rules spoke in no scam item";
}

std::string ToText(const Coverage& coverage, const Draft& draft, const Fires& fires) {
  std::ostringstream out;
  std::size_t widest = 0;
  for (const std::string& stage : coverage.stages) widest = std::max(widest, stage.size());
  const auto column = [](const std::string& language) {
    return static_cast<int>(std::max<std::size_t>(language.size(), 3)) + 1;
  };
  out << std::string(widest, ' ');
  for (const std::string& language : coverage.languages) out << std::setw(column(language)) << language;
  out << '\n';
  for (const std::string& stage : coverage.stages) {
    out << std::left << std::setw(static_cast<int>(widest)) << stage << std::right;
    for (const std::string& language : coverage.languages) {
      const std::size_t rules = coverage.At(stage, language).rules;
      out << std::setw(column(language)) << (rules == 0 ? "." : std::to_string(rules));
    }
    out << '\n';
  }
  if (!coverage.has_corpus) return out.str();
  out << '\n' << Summary(coverage, draft, fires) << '\n';
  for (const std::size_t rule : LoudInHonestText(fires)) {
    const RuleFires& one = fires.rules[rule];
    out << draft.pack.rules[rule].id << ": " << one.honest << " honest (first " << one.honest_id << "), "
        << one.scam << " scam\n";
  }
  return out.str();
}

base::Json ToJson(const Coverage& coverage) {
  base::Json json = base::Json::array();
  for (const std::string& stage : coverage.stages) {
    for (const std::string& language : coverage.languages) {
      const Cell& cell = coverage.At(stage, language);
      base::Json one = {
          {"stage", stage}, {"language", language}, {"rules", cell.rules}, {"phrases", cell.phrases}};
      if (coverage.has_corpus) {
        one["silent"] = cell.silent;
        one["honest"] = cell.honest;
      }
      json.push_back(std::move(one));
    }
  }
  return json;
}

}  // namespace watchword::author

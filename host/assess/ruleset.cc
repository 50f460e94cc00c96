// SPDX-License-Identifier: Apache-2.0
#include "assess/ruleset.h"

#include <algorithm>
#include <set>
#include <utility>

#include "match/phrase.h"

namespace watchword::assess {
namespace {

const match::Lists& ListsOf(const pack::Pack& pack, const std::string& language) {
  static const match::Lists kNone;
  const auto found = pack.lists.find(language);
  return found == pack.lists.end() ? kNone : found->second;
}

std::set<std::string, std::less<>> WordsOf(const pack::WordLists& units, std::string_view name) {
  const auto found = units.find(name);
  if (found == units.end()) return {};
  return {found->second.begin(), found->second.end()};
}

match::NumberWords NumberWordsOf(const pack::WordLists& units) {
  return {.numbers = WordsOf(units, "numbers"),
          .scales = WordsOf(units, "scales"),
          .currencies = WordsOf(units, "currencies"),
          .percents = WordsOf(units, "percents"),
          .percent_prefixes = WordsOf(units, "percent_prefixes"),
          .durations = WordsOf(units, "durations")};
}

}  // namespace

Ruleset::Ruleset(pack::Pack pack, std::string digest)
    : pack_(std::move(pack)), digest_(std::move(digest)), domains_(pack_.domains) {}

Result<std::shared_ptr<const Ruleset>> Ruleset::Build(pack::Pack pack, std::string digest) {
  std::shared_ptr<Ruleset> ruleset(new Ruleset(std::move(pack), std::move(digest)));
  if (ruleset->pack_.wording.empty()) return Error{ErrorCode::kInvalid, "the pack has no wording"};
  if (const Status indexed = ruleset->Index(); !indexed) return indexed.error();
  if (const Status compiled = ruleset->Compile(); !compiled) return compiled.error();
  return std::shared_ptr<const Ruleset>(std::move(ruleset));
}

Status Ruleset::Index() {
  for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
    const pack::Rule& rule = pack_.rules[i];
    const auto stage = FindStage(rule.scheme, rule.stage);
    if (!stage)
      return Error{ErrorCode::kInvalid, rule.id + ": unknown stage " + rule.scheme + "/" + rule.stage};
    stages_.push_back(*stage);
    rules_.emplace(rule.id, static_cast<RuleIndex>(i));
  }
  return {};
}

Status Ruleset::Compile() {
  std::vector<match::Phrase> phrases;
  for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
    const pack::Rule& rule = pack_.rules[i];
    for (const std::string& source : rule.phrases) {
      auto phrase = match::ParsePhrase(source, ListsOf(pack_, rule.language));
      if (!phrase) return Context(rule.id + ", " + source, phrase.error());
      phrases.push_back(*std::move(phrase));
      rule_of_.push_back(static_cast<RuleIndex>(i));
    }
  }
  for (const auto& [language, sources] : pack_.register_phrases) {
    for (const std::string& source : sources) {
      auto phrase = match::ParsePhrase(source, ListsOf(pack_, language));
      if (!phrase) return Context("register/" + language + ", " + source, phrase.error());
      phrases.push_back(*std::move(phrase));
    }
  }
  auto compiled = match::PhraseSet::Compile(phrases, NumberWordsOf(pack_.units));
  if (!compiled) return compiled.error();
  phrases_ = *std::move(compiled);
  return {};
}

std::optional<RuleIndex> Ruleset::rule_of(match::PhraseId phrase) const {
  if (phrase >= rule_of_.size()) return std::nullopt;
  return rule_of_[phrase];
}

bool Ruleset::AreKin(std::size_t scheme, std::size_t other) const {
  const auto names = [this](std::size_t one, std::size_t kin) {
    const auto& listed = pack_.schemes[one].kin;
    return std::find(listed.begin(), listed.end(), pack_.schemes[kin].id) != listed.end();
  };
  return scheme == other || names(scheme, other) || names(other, scheme);
}

std::optional<RuleIndex> Ruleset::FindRule(std::string_view id) const {
  const auto found = rules_.find(id);
  if (found == rules_.end()) return std::nullopt;
  return found->second;
}

std::optional<StageRef> Ruleset::FindStage(std::string_view scheme, std::string_view stage) const {
  for (std::size_t s = 0; s < pack_.schemes.size(); ++s) {
    if (pack_.schemes[s].id != scheme) continue;
    const auto& stages = pack_.schemes[s].stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (stages[i].id == stage) return StageRef{s, i};
    }
  }
  return std::nullopt;
}

const pack::Wording& Ruleset::wording(const std::vector<std::string>& languages) const {
  for (const std::string& language : languages) {
    for (const pack::Wording& wording : pack_.wording) {
      if (wording.language == language) return wording;
    }
  }
  return pack_.wording.front();
}

}  // namespace watchword::assess

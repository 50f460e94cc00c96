// SPDX-License-Identifier: Apache-2.0
#include "assess/evidence.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace watchword::assess {
namespace {

double WeightOf(const pack::Model& model, const RuleHead& rule) {
  if (rule.points > 0) return rule.points;
  switch (rule.weight) {
    case pack::Weight::kStrong:
      return model.strong;
    case pack::Weight::kMedium:
      return model.medium;
    case pack::Weight::kWeak:
      return model.weak;
    case pack::Weight::kCue:
      break;
  }
  return model.cue;
}

// A page has room for every cue of a script without following it.
bool MeansSomethingOnAPage(const Ruleset& ruleset, RuleIndex index) {
  const RuleHead rule = ruleset.rule(index);
  return rule.said_by != pack::Speaker::kMe && rule.weight != pack::Weight::kCue &&
         !ruleset.stage(ruleset.stage_of(index)).chat_only;
}

// What a rule weighs when `source` says it; 0 when it means nothing there.
double WeightFrom(const Ruleset& ruleset, RuleIndex index, Source source) {
  const RuleHead rule = ruleset.rule(index);
  const double full = WeightOf(ruleset.model(), rule);
  const bool own_words = rule.said_by == pack::Speaker::kMe;
  switch (source) {
    case Source::kPage:
      return MeansSomethingOnAPage(ruleset, index) ? full : 0;
    case Source::kThem:
      return own_words ? 0 : full;
    case Source::kMe:
      if (rule.weight == pack::Weight::kCue) return full / 2;
      return own_words ? full : std::min(full, ruleset.model().weak);
    case Source::kUnknown:
      return full;
  }
  return full;
}

// A warning tells what is asked; a scam dressed up as one also says where to send it.
bool IsSuppressed(const Passage& passage, RuleIndex rule, text::OriginalRange range) {
  if (!passage.TalksAboutScams(range)) return false;
  const Ruleset& ruleset = passage.ruleset();
  const StageRef stage = ruleset.stage_of(rule);
  const bool asks_for_money = ruleset.stage(stage).urgent || ruleset.schemes()[stage.scheme].id == "recovery";
  return !(asks_for_money && passage.CanBeSentTo(range));
}

// Where the last evidence of each rule is.
using LatestOfRule = std::unordered_map<RuleIndex, std::size_t>;

// Hits of one rule that overlap are one piece of evidence, the longest. They come in the order of their
// beginnings.
void Add(Evidence next, RuleIndex rule, LatestOfRule& latest, std::vector<Evidence>& found) {
  const auto [at, is_first] = latest.try_emplace(rule, found.size());
  if (!is_first && next.range.begin < found[at->second].range.end) {
    Evidence& known = found[at->second];
    const bool longer = next.range.end - next.range.begin > known.range.end - known.range.begin;
    if (longer) known = std::move(next);
    return;
  }
  at->second = found.size();
  found.push_back(std::move(next));
}

bool Overlap(const Evidence& one, const Evidence& other) {
  return one.range.begin < other.range.end && other.range.begin < one.range.end;
}

// The same notion in the words of another language that came first.
bool IsSameNotion(const Evidence& one, const Evidence& first) {
  return one.is_cue && first.is_cue && one.stage == first.stage && Overlap(one, first) &&
         NotionOf(one.rule) == NotionOf(first.rule);
}

// A stage not seen yet says more; then a rule that was counted already, so that the same text again adds
// nothing; then the scheme named first and its later step.
bool SaysMore(const Evidence& one, const Evidence& other, const Seen& seen) {
  const auto rank = [&seen](const Evidence& evidence) {
    return std::tuple(evidence.weight, !seen.stages.contains(evidence.stage),
                      seen.rules.contains(evidence.rule), -static_cast<int>(evidence.stage.scheme),
                      evidence.stage.stage);
  };
  return rank(one) > rank(other);
}

std::vector<Evidence> KeepIndependent(const Ruleset& ruleset, const std::vector<Evidence>& found,
                                      const Seen& seen) {
  std::vector<Evidence> kept;
  for (const Evidence& one : found) {
    const bool said_already = std::any_of(found.begin(), found.end(), [&](const Evidence& other) {
      const bool may_be = one.stage != other.stage || (one.is_cue && !other.is_cue);
      return may_be && ruleset.AreKin(one.stage.scheme, other.stage.scheme) && Overlap(one, other) &&
             SaysMore(other, one, seen);
    });
    const bool is_same = std::any_of(kept.begin(), kept.end(),
                                     [&one](const Evidence& first) { return IsSameNotion(one, first); });
    if (!said_already && !is_same) kept.push_back(one);
  }
  return kept;
}

}  // namespace

std::string_view NotionOf(std::string_view rule) {
  return rule.substr(rule.rfind('/') + 1);
}

void SortEvidence(std::vector<Evidence>& evidence) {
  std::sort(evidence.begin(), evidence.end(), [](const Evidence& one, const Evidence& other) {
    return std::tie(one.message, one.range, one.rule) < std::tie(other.message, other.range, other.rule);
  });
}

std::vector<Evidence> FindEvidence(const Passage& passage, const Seen& seen) {
  const Ruleset& ruleset = passage.ruleset();
  std::vector<Evidence> found;
  LatestOfRule latest;
  for (const match::Hit& hit : passage.findings().hits) {
    const auto index = ruleset.rule_of(hit.phrase);
    if (!index) continue;
    double weight = WeightFrom(ruleset, *index, passage.source());
    if (weight <= 0) continue;
    if (IsSuppressed(passage, *index, hit.range)) weight *= ruleset.model().suppressed;
    const RuleHead rule = ruleset.rule(*index);
    Add({.rule = std::string(rule.id),
         .reason = std::string(rule.reason),
         .stage = rule.stage,
         .range = hit.range,
         .weight = weight,
         .is_cue = rule.weight == pack::Weight::kCue},
        *index, latest, found);
  }
  found = KeepIndependent(ruleset, found, seen);
  SortEvidence(found);
  return found;
}

}  // namespace watchword::assess

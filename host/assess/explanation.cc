// SPDX-License-Identifier: Apache-2.0
#include "assess/explanation.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace watchword::assess {
namespace {

template <typename Map>
typename Map::mapped_type Lookup(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}

std::string StageKey(const Ruleset& ruleset, StageRef stage) {
  return ruleset.schemes()[stage.scheme].id + "/" + ruleset.stage(stage).id;
}

// Weightiest first; of equals, the one seen last: it is still on the screen.
std::vector<std::size_t> ByWeight(const std::vector<Evidence>& evidence) {
  std::vector<std::size_t> order(evidence.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&evidence](std::size_t one, std::size_t other) {
    if (evidence[one].weight != evidence[other].weight) return evidence[one].weight > evidence[other].weight;
    return one > other;
  });
  return order;
}

std::vector<Reason> ReasonsOf(const Verdict& verdict, const pack::Wording& wording) {
  std::vector<Reason> reasons;
  std::set<std::string> told;
  for (const std::size_t i : ByWeight(verdict.evidence)) {
    const std::string& key = verdict.evidence[i].reason;
    std::string text = Lookup(wording.reasons, key);
    if (text.empty() || !told.insert(key).second) continue;
    reasons.push_back({std::move(text), i});
    if (reasons.size() == kMaxReasons) break;
  }
  return reasons;
}

std::vector<std::string> NextSteps(const Ruleset& ruleset, StageRef furthest, const pack::Wording& wording) {
  std::vector<std::string> next;
  const auto& stages = ruleset.schemes()[furthest.scheme].stages;
  for (std::size_t i = furthest.stage + 1; i < stages.size() && next.size() < kMaxNextSteps; ++i) {
    std::string text = Lookup(wording.stages, StageKey(ruleset, {furthest.scheme, i})).next;
    if (!text.empty()) next.push_back(std::move(text));
  }
  return next;
}

}  // namespace

Explanation Explain(const Ruleset& ruleset, const Verdict& verdict,
                    const std::vector<std::string>& languages) {
  const pack::Wording& wording = ruleset.wording(languages);
  const pack::SchemeWording scheme = Lookup(wording.schemes, ruleset.schemes()[*verdict.scheme].id);
  return {.language = wording.language,
          .level = Lookup(wording.levels, NameOf(verdict.level)),
          .title = scheme.title,
          .step = Lookup(wording.stages, StageKey(ruleset, verdict.furthest())).step,
          .reasons = ReasonsOf(verdict, wording),
          .next = NextSteps(ruleset, verdict.furthest(), wording),
          .advice = scheme.advice,
          .test = scheme.test,
          .fine_if = scheme.fine_if};
}

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "assess/tally.h"

#include <algorithm>
#include <cmath>

namespace watchword::assess {
namespace {

double Probability(const pack::Model& model, double score) {
  if (score <= 0) return 0;
  const double exact = 1.0 / (1.0 + std::exp(-model.steepness * (score - model.midpoint)));
  // Rounded so that every machine writes the same digits.
  return std::round(exact * 10000.0) / 10000.0;
}

Level LevelOf(const pack::Model& model, double probability) {
  if (probability >= model.danger) return Level::kDanger;
  if (probability >= model.caution) return Level::kCaution;
  return probability >= model.notice ? Level::kNotice : Level::kNone;
}

void Keep(double weight, double& greatest) {
  greatest = std::max(greatest, weight);
}

}  // namespace

void Tally::Add(StageRef stage, const std::string& rule, double weight, bool is_cue) {
  StageTally& tally = stages_[stage];
  if (is_cue) return Keep(weight, tally.cues[std::string(NotionOf(rule))]);
  if (tally.rules.empty()) tally.first = added_++;
  Keep(weight, tally.rules[rule]);
}

double Tally::ScoreOfStage(StageRef stage, const StageTally& tally) const {
  const pack::Model& model = ruleset_.model();
  double best = 0;
  double sum = 0;
  for (const auto& [rule, weight] : tally.rules) {
    best = std::max(best, weight);
    sum += weight;
  }
  const double more = std::min((sum - best) * model.repeat, model.repeat_limit);
  const bool urgent = ruleset_.stage(stage).urgent && best >= model.strong;
  double cues = 0;
  for (const auto& [cue, weight] : tally.cues) cues += weight;
  return best + more + (urgent ? model.urgent : 0) + cues;
}

// Stages that came in the order of the script.
double Tally::OrderBonus(std::size_t scheme) const {
  const pack::Model& model = ruleset_.model();
  double bonus = 0;
  const StageTally* before = nullptr;
  for (const auto& [stage, tally] : stages_) {
    if (stage.scheme != scheme || tally.rules.empty()) continue;
    if (before != nullptr && tally.first > before->first) bonus += model.order;
    before = &tally;
  }
  return std::min(bonus, model.order_limit);
}

std::set<std::size_t> Tally::Family(std::size_t scheme) const {
  const auto& schemes = ruleset_.schemes();
  std::set<std::size_t> family{scheme};
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    const auto& kin = schemes[scheme].kin;
    if (std::find(kin.begin(), kin.end(), schemes[i].id) != kin.end()) family.insert(i);
  }
  return family;
}

double Tally::Score(std::size_t scheme) const {
  const auto family = Family(scheme);
  double score = 0;
  for (const auto& [stage, tally] : stages_) {
    if (family.contains(stage.scheme)) score += ScoreOfStage(stage, tally);
  }
  return score + OrderBonus(scheme);
}

Standing Tally::Stand() const {
  const pack::Model& model = ruleset_.model();
  double best = 0;
  double best_own = 0;
  Standing standing;
  for (std::size_t scheme = 0; scheme < ruleset_.schemes().size(); ++scheme) {
    if (StagesOf(scheme).empty()) continue;
    double own = 0;
    for (const StageRef stage : StagesOf(scheme)) own += ScoreOfStage(stage, stages_.at(stage));
    const double score = Score(scheme);
    // Relatives may share a score: the one with more evidence of its own explains more.
    if (score < best || (score == best && own <= best_own)) continue;
    best = score;
    best_own = own;
    standing.scheme = scheme;
  }
  standing.probability = Probability(model, best);
  standing.level = LevelOf(model, standing.probability);
  if (standing.level == Level::kNone) standing.scheme.reset();
  return standing;
}

std::vector<StageRef> Tally::StagesOf(std::size_t scheme) const {
  std::vector<StageRef> stages;
  for (const auto& [stage, tally] : stages_) {
    if (stage.scheme == scheme) stages.push_back(stage);
  }
  return stages;
}

}  // namespace watchword::assess

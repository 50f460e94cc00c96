// SPDX-License-Identifier: Apache-2.0
// Evidence, added up by scheme and stage (docs/decisions/0005).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/evidence.h"
#include "assess/verdict.h"

namespace watchword::assess {

// Where a text stands: the scheme that explains it best.
struct Standing {
  Level level = Level::kNone;
  double probability = 0;
  std::optional<std::size_t> scheme;
};

class Tally {
 public:
  explicit Tally(const Ruleset& ruleset) : ruleset_(ruleset) {}

  // The same rule again counts once, with its greatest weight. Order is that of the calls. Cues are counted
  // apart, by their notion: each adds what it weighs, and they say nothing of the order.
  void Add(StageRef stage, const std::string& rule, double weight, bool is_cue = false);
  void Add(const Evidence& one) { Add(one.stage, one.rule, one.weight, one.is_cue); }

  Standing Stand() const;

  // Stages of the scheme with evidence, in script order.
  std::vector<StageRef> StagesOf(std::size_t scheme) const;

  // The scheme itself and those whose evidence counts for it too.
  std::set<std::size_t> Family(std::size_t scheme) const;

 private:
  struct StageTally {
    std::map<std::string, double> rules;
    std::map<std::string, double> cues;
    std::size_t first = 0;  // when its first rule spoke
  };

  double Score(std::size_t scheme) const;
  double ScoreOfStage(StageRef stage, const StageTally& tally) const;
  double OrderBonus(std::size_t scheme) const;

  const Ruleset& ruleset_;
  std::map<StageRef, StageTally> stages_;
  std::size_t added_ = 0;
};

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "app/convert.h"

#include <utility>

namespace watchword::app {

using base::Json;

Json VerdictHead(const assess::Verdict& verdict, const assess::Ruleset& ruleset) {
  Json stages = Json::array();
  for (const assess::StageRef stage : verdict.stages) stages.push_back(ruleset.stage(stage).id);
  Json head = {{"level", NameOf(verdict.level)},
               {"probability", verdict.probability},
               {"scheme", verdict.scheme ? Json(ruleset.schemes()[*verdict.scheme].id) : Json(nullptr)},
               {"stages", std::move(stages)}};
  if (verdict.truncated) head["truncated"] = true;
  return head;
}

Json ToJson(const assess::Explanation& explanation) {
  Json reasons = Json::array();
  for (const assess::Reason& reason : explanation.reasons) {
    reasons.push_back({{"text", reason.text}, {"evidence", reason.evidence}});
  }
  return {
      {"language", explanation.language}, {"level", explanation.level},    {"title", explanation.title},
      {"step", explanation.step},         {"reasons", std::move(reasons)}, {"next", explanation.next},
      {"advice", explanation.advice},     {"test", explanation.test},      {"fine_if", explanation.fine_if}};
}

}  // namespace watchword::app

// SPDX-License-Identifier: Apache-2.0
// What is said about a text, and on what ground.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/evidence.h"
#include "domain/look_alike.h"

namespace watchword::assess {

enum class Level { kNone, kNotice, kCaution, kDanger };

const char* NameOf(Level level);

struct Verdict {
  Level level = Level::kNone;
  double probability = 0;
  std::optional<std::size_t> scheme;  // index into the pack's schemes; none exactly when level is kNone
  std::vector<StageRef> stages;       // of that scheme, in script order
  std::vector<Evidence> evidence;     // for that scheme and its kin, by message, start, rule
  std::optional<std::size_t> first_warning;     // message after which kCaution was first reached
  std::optional<domain::LookAlike> look_alike;  // of the page's address: whose name it looks like
  bool truncated = false;  // the text was made to keep the engine busy: not all of it was looked at

  // The furthest step of the script. `stages` is not empty.
  StageRef furthest() const { return stages.back(); }
};

}  // namespace watchword::assess

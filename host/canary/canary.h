// SPDX-License-Identifier: Apache-2.0
// Whether a pack would cry wolf: tried on ordinary text and on names that must never be flagged.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assess/ruleset.h"
#include "base/result.h"

namespace watchword::canary {

// A pack may warn of this share of the ordinary texts. They stand close to the scripts on purpose.
inline constexpr double kMostWarned = 0.01;

struct CanarySet {
  std::vector<std::string> items;  // lines of JSON: {"id","text"} or {"id","messages"}
  std::vector<std::string> names;  // host names
};

// What this program was built with: no pack can change it.
CanarySet BuiltIn();

// With the signed names that came later (one a line; "#" begins a comment).
void AddNames(std::string_view lines, CanarySet& set);

// Errors: kForeign when the pack would warn of a name, or of too many texts; kInvalid when an item does not
// read. All name the first culprit.
Status Try(const std::shared_ptr<const assess::Ruleset>& ruleset, const CanarySet& set);

}  // namespace watchword::canary

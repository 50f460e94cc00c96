// SPDX-License-Identifier: Apache-2.0
// A verdict in the pack's words.
#pragma once

#include <string>
#include <vector>

#include "assess/verdict.h"

namespace watchword::assess {

inline constexpr std::size_t kMaxReasons = 3;
inline constexpr std::size_t kMaxNextSteps = 2;

struct Reason {
  std::string text;
  std::size_t evidence = 0;  // index into the verdict's evidence
};

struct Explanation {
  std::string language;
  std::string level;              // what the level means
  std::string title;              // which script
  std::string step;               // where in it
  std::vector<Reason> reasons;    // the weightiest, each different
  std::vector<std::string> next;  // what usually comes next, in script order
  std::vector<std::string> advice;
  std::string test;     // what the person can try
  std::string fine_if;  // when all of this would be harmless
};

// `verdict.scheme` is set. Wording that a language lacks is empty, never another language's.
Explanation Explain(const Ruleset& ruleset, const Verdict& verdict,
                    const std::vector<std::string>& languages);

}  // namespace watchword::assess

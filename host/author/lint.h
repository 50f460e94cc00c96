// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "author/draft.h"

namespace watchword::author {

inline constexpr std::size_t kMaxPhraseCharacters = 240;
inline constexpr std::size_t kLeastExamples = 3;

// What is wrong with the draft as it is written, beyond what could not be read.
std::vector<Finding> Lint(const Draft& draft);

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "assess/ruleset.h"
#include "author/draft.h"
#include "base/result.h"

namespace watchword::author {

// Runs every example through the production engine: each `match` must be found
// by its own rule, each `ignore` must not be, and no `ignore`, being a sentence
// an honest person writes, may reach a warning through any other rule.
//
// `ruleset` is built from the draft's pack. Error: kIo when the engine fails.
Result<std::vector<Finding>> RunExamples(const Draft& draft,
                                         const std::shared_ptr<const assess::Ruleset>& ruleset);

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "assess/ruleset.h"
#include "author/draft.h"
#include "base/result.h"

namespace watchword::author {

// Rules of one language, stage and speaker that find all `match` examples of each other: they are one rule.
// The second is reported. `ruleset` is built from the draft's pack. Error: kIo when the engine fails.
Result<std::vector<Finding>> FindDuplicates(const Draft& draft,
                                            const std::shared_ptr<const assess::Ruleset>& ruleset);

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
// The small pack of tests/fixtures/patterns, whose verdicts do not change when
// the real patterns do.
#pragma once

#include <memory>

#include "assess/ruleset.h"
#include "author/draft.h"

namespace watchword::test {

author::Draft ReadTestPatterns();
std::shared_ptr<const assess::Ruleset> TestRuleset();

}  // namespace watchword::test

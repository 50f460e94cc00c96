// SPDX-License-Identifier: Apache-2.0
// Between the values of assess and JSON as the wire and the command line have it.
#pragma once

#include "assess/assessor.h"
#include "assess/explanation.h"
#include "base/json.h"
#include "base/result.h"

namespace watchword::app {

// Members level, probability, scheme, stages, and truncated where it is true.
base::Json VerdictHead(const assess::Verdict& verdict, const assess::Ruleset& ruleset);

base::Json ToJson(const assess::Explanation& explanation);

}  // namespace watchword::app

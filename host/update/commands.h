// SPDX-License-Identifier: Apache-2.0
// What a person can ask for: one word.
#pragma once

#include <string_view>

#include "update/jobs.h"

namespace watchword::update {

// image, check, status, rollback.
bool IsCommand(std::string_view word);

// Prints what came of it; "--json" as one line. Returns the exit status.
int RunCommand(std::string_view word, bool as_json, const Jobs& jobs);

}  // namespace watchword::update

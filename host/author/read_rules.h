// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "author/draft.h"
#include "base/json.h"

namespace watchword::author {

// Adds the rules of one file, rules/<scheme>/<stage>/<lang>.json, to the draft;
// what is wrong with them to its findings. Retired rules are read and left out.
void ReadRules(const std::string& file, const base::Json& json, Draft& draft);

}  // namespace watchword::author

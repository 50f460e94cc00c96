// SPDX-License-Identifier: Apache-2.0
// JSON as signatures need it: one text has one meaning, and one meaning has
// one canonical text.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace watchword::tuf {

using base::Json;

// Refused are repeated names in an object, numbers that are no whole numbers of
// 64 bits, ill-formed UTF-8, nesting deeper than kMaxJsonDepth.
// Errors: kInvalid with the culprit; kTooLarge for depth.
Result<Json> ParseStrict(std::string_view text);

// The canonical form of OLPC: no space, members sorted by their UTF-8 bytes, only `"` and `\` escaped.
// Errors: kInvalid for a number that is not whole; kTooLarge for depth.
Result<std::string> Canonical(const Json& json);

}  // namespace watchword::tuf

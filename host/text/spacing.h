// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/normal_text.h"
#include "text/unit.h"

namespace watchword::text {

// Punctuation and white space become one space, or nothing between characters
// of scripts written without spaces; blank lines become borders.
Reading Space(const Units& units);

}  // namespace watchword::text

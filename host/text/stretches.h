// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "text/cursor.h"
#include "text/normal_text.h"

namespace watchword::text {

// The further readings: what is evasive around `spots` undone, with as much of
// the plain reading around it as phrases can span.
std::vector<Reading> ReadEvasions(std::string_view utf8, const Reading& plain, std::vector<Spot> spots);

}  // namespace watchword::text

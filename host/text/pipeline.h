// SPDX-License-Identifier: Apache-2.0
// The long way from characters to folded ones, step by step: right for every
// text, and what the tables are made from and tested against.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/unit.h"

namespace watchword::text {

// The text begins `offset` UTF-16 units into the original.
Units Fold(std::string_view utf8, std::uint32_t offset = 0);

}  // namespace watchword::text

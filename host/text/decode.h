// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "text/unit.h"

namespace watchword::text {

// UTF-8 to characters with UTF-16 offsets. Ill-formed sequences are U+FFFD.
// The first character stands `offset` UTF-16 units into the original.
Units Decode(std::string_view utf8, std::uint32_t offset = 0);

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "text/unit.h"

namespace watchword::text {

// UTF-8 to characters with UTF-16 offsets. Ill-formed sequences are U+FFFD.
Units Decode(std::string_view utf8);

}  // namespace watchword::text

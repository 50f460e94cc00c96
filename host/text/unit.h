// SPDX-License-Identifier: Apache-2.0
// One character on its way to normal spelling, and where it came from.
#pragma once

#include <cstdint>
#include <vector>

namespace watchword::text {

struct Unit {
  char32_t c = 0;           // as folded so far
  char32_t raw = 0;         // first character of the original it stands for
  std::uint32_t begin = 0;  // UTF-16 offsets of the original, half-open
  std::uint32_t end = 0;
};

using Units = std::vector<Unit>;

}  // namespace watchword::text

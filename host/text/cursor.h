// SPDX-License-Identifier: Apache-2.0
// A place between two characters of the original, counted both ways.
#pragma once

#include <cstddef>
#include <cstdint>

namespace watchword::text {

struct Cursor {
  std::size_t at = 0;        // bytes
  std::uint32_t offset = 0;  // UTF-16 units
};

// A stretch of the original that deserves a second look.
struct Spot {
  Cursor begin;
  std::size_t end = 0;  // bytes
};

}  // namespace watchword::text

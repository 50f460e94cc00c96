// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace watchword::bench {

// FNV-1a: choices that look random and are the same everywhere (tests/evaluation/support/honest_text.mjs
// too).
inline std::uint32_t HashOf(std::string_view text, std::uint32_t seed = 0x811c9dc5) {
  for (const char byte : text) seed = (seed ^ static_cast<unsigned char>(byte)) * 0x01000193u;
  return seed;
}

}  // namespace watchword::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "text/cursor.h"
#include "text/unit.h"

namespace watchword::text {

// The stretches around `spots` that fold, hold addresses and are evasive the
// same way alone as inside the text; apart and in order.
std::vector<Spot> PiecesAround(std::string_view utf8, std::vector<Spot> spots);

inline std::string_view BytesOf(std::string_view utf8, const Spot& piece) {
  return utf8.substr(piece.begin.at, piece.end - piece.begin.at);
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// Names that were probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace watchword::base {

// Letters to put, drop, change or swap with their neighbour to get from one to the other. Bytes count as
// letters.
std::size_t EditDistance(std::string_view one, std::string_view other);

// "; did you mean \"x\"?" when one of the names differs from `word` by at most a third of its letters, else
// nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& names);

}  // namespace watchword::base

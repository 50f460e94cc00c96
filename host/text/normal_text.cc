// SPDX-License-Identifier: Apache-2.0
#include "text/normal_text.h"

#include <algorithm>

namespace watchword::text {

OriginalRange Reading::OriginalOf(NormalRange range) const {
  const auto before = [](const Origin& origin, std::size_t at) { return origin.at < at; };
  const auto first = std::lower_bound(origins_.begin(), origins_.end(), range.begin, before);
  const auto beyond = std::lower_bound(first, origins_.end(), range.end, before);
  if (first == beyond) return {};
  // One original character may stand for several: the end is the furthest.
  OriginalRange original{first->begin, first->end};
  for (auto origin = first; origin != beyond; ++origin) {
    original.end = std::max<std::size_t>(original.end, origin->end);
  }
  return original;
}

}  // namespace watchword::text

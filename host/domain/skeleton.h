// SPDX-License-Identifier: Apache-2.0
// Spellings that the eye takes for each other become one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace watchword::domain {

// Of ASCII: 0 is o, 1 and i are l, rn is m, vv is w.
std::string Skeleton(std::string_view ascii);

// The Latin letters that a Punycode label (xn--…) looks like: without accents, letters of other scripts as
// the Latin ones they imitate. Nothing when it is no Punycode or looks like something else.
std::optional<std::string> LatinLookOf(std::string_view label);

}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
// Files that are part of the program.
#pragma once

#include <string_view>

namespace watchword::canary {

// tests/corpora/honest: lines of JSON.
std::string_view OrdinaryTexts();

// patterns/domains/good.txt and the official names of the brands: one a line.
std::string_view GoodNames();

}  // namespace watchword::canary

// SPDX-License-Identifier: Apache-2.0
// Does the whole phrase stand here, and exactly where?
#pragma once

#include <cstddef>
#include <vector>

#include "match/builtin.h"
#include "match/program.h"

namespace watchword::match {

using text::TokenRange;

// Every match of the program inside the window, left to right, without overlap:
// the one that ends first, and of those that end there the one that begins
// last; then on behind it. A built-in at the end is taken whole. More text to the right never changes a
// match.
//
// Time: states × tokens of the window × a constant (the gap budget).
std::vector<TokenRange> Confirm(const Program& program, const TokenText& text, TokenRange window,
                                const NumberWords& words);

}  // namespace watchword::match

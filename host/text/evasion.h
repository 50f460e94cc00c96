// SPDX-License-Identifier: Apache-2.0
// Spellings meant to slip through: s p a c e d letters and l33t. They are read
// in addition to the plain text, never instead of it, because both are also
// honest ("a b c d", "b2b").
#pragma once

#include "text/unit.h"

namespace watchword::text {

// The text with spaced-out words joined and leet letters undone: once reading 1 as i and every letter of a
// row as the word's; and, where that differs, once reading 1 as l and a first "a" or "i" as a word of its
// own. Empty when there is nothing to undo.
std::vector<Units> UndoEvasions(const Units& units);

}  // namespace watchword::text

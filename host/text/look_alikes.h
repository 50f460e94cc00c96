// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/unit.h"

namespace watchword::text {

// Inside words that mix scripts, letters that imitate those of the word's own script become these: a word
// with a Cyrillic letter that no Latin one looks like (работa) is Cyrillic, any other is Latin (pаymеnt).
// Real Cyrillic and Greek stay what they are. Latin small capitals and phonetic letters become plain
// everywhere.
Units FoldLookAlikes(const Units& units);

}  // namespace watchword::text

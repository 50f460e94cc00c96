// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/unit.h"

namespace watchword::text {

// Letters of other scripts that imitate Latin ones become Latin, only inside
// words that mix them with Latin letters: real Cyrillic and Greek stay what they
// are. Latin small capitals and phonetic letters become plain everywhere.
Units FoldLookAlikes(const Units& units);

}  // namespace watchword::text

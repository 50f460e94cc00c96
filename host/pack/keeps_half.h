// SPDX-License-Identifier: Apache-2.0
// Whether an update would silence.
#pragma once

#include "base/result.h"
#include "pack/pack.h"

namespace watchword::pack {

// Error: kInvalid, with both numbers, when `next` has less than half of the rules, of the rules of a language
// or of the listed names that `live`, the same pack as it is judged with now, has.
Status CheckKeepsHalf(const Pack& live, const Pack& next);

}  // namespace watchword::pack

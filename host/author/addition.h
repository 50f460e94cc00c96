// SPDX-License-Identifier: Apache-2.0
// Patterns that add to a base pack, looked at as they will be used: among all that the base has.
#pragma once

#include "author/draft.h"
#include "base/result.h"
#include "pack/pack.h"

namespace watchword::author {

struct AmongBase {
  Draft draft;       // what lint needs: the addition's rules, and everything else of both
  pack::Pack whole;  // both, the addition's rules first, so that its notes have the same index
};

// Error: kInvalid, why it cannot be added (pack/merge.h).
Result<AmongBase> PutAmongBase(const Draft& addition, const pack::Pack& base);

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
// What a conversation has shown so far. It lives with the extension, which
// hands it in and out; it never holds text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace watchword::assess {

inline constexpr std::size_t kMaxMemoryBytes = 4096;

// One rule that spoke, in the order they first did.
struct Remembered {
  std::string rule;
  double weight = 0;
  std::optional<std::int64_t> day;  // days since 1970-01-01
};

using Memory = std::vector<Remembered>;

// A script takes weeks; what was said a season ago says less with every further one.
inline constexpr std::int64_t kFreshDays = 60;
inline constexpr std::int64_t kHalfLifeDays = 90;

// What it weighs `today`; its full weight when one of the days is not known.
double WeightToday(const Remembered& one, std::optional<std::int64_t> today);

// What several conversations with one person have shown together: each rule once, on its earliest day, with
// its greatest weight. By day, undated ones last; of one day `own` first, then `others` as listed. Without
// others `own` as it is. Merging the same again changes nothing.
Memory Merge(Memory own, const std::vector<Memory>& others);

// {"v":1,"rules":[{"rule":"…","weight":2.0,"day":20779}]}, at most
// kMaxMemoryBytes: when it would be more, what came last is left out.
base::Json ToJson(const Memory& memory);

// Error: kInvalid with a JSON pointer. A version we do not know is an empty memory.
Result<Memory> ReadMemory(const base::JsonCursor& from);

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
// What the store would rather remember and may lose: when to ask again, what was bad.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/folder.h"

namespace watchword::store {

struct State {
  std::int64_t last_check = 0;    // seconds since 1970, as all of these; 0: never
  std::int64_t last_success = 0;  // of a check, whether or not there was something new
  std::int64_t next_check = 0;
  int failures = 0;  // checks in a row that failed
  int bucket = 0;    // 0–99, by chance, never sent: when a staged delivery reaches this computer
  std::vector<std::string> refused;  // identities of packs that were rolled back, the newest last
};

inline constexpr std::size_t kMaxRefused = 64;

// Unreadable is the same as absent: everything 0 but the bucket, which is drawn again.
State LoadState(const Folder& folder);

// Errors: those of Replace.
Status SaveState(const Folder& folder, const State& state);

bool Refuses(const State& state, const std::string& identity);

// Adds one; the oldest goes when there are too many.
void Refuse(State& state, const std::string& identity);

}  // namespace watchword::store

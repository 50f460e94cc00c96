// SPDX-License-Identifier: Apache-2.0
// What the store would rather remember and may lose: when to ask again, what was bad.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/folder.h"

namespace watchword::store {

// With one repository.
struct Visits {
  std::int64_t last_check = 0;    // seconds since 1970, as all of these; 0: never
  std::int64_t last_success = 0;  // of a check, whether or not there was something new
  std::int64_t next_check = 0;
  int failures = 0;  // checks in a row that failed
};

// A pack that came and was not installed.
struct LeftOut {
  std::string identity;
  std::string beside;  // what it was tried with, and when: not tried again until that changes
  std::string why;
};

struct State {
  std::map<std::string, Visits> visits;  // by the repository's name
  int bucket = 0;  // 0–99, by chance, never sent: when a staged delivery reaches this computer
  std::vector<std::string> refused;         // identities of packs that were rolled back, the newest last
  std::map<std::string, LeftOut> left_out;  // by the pack's name
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

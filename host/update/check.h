// SPDX-License-Identifier: Apache-2.0
// One look for newer patterns, from the lock to the installed and compiled pack.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/file_system.h"
#include "canary/canary.h"
#include "store/store.h"
#include "tuf/fetcher.h"
#include "update/repository.h"

namespace watchword::update {

enum class State {
  kInstalled,  // newer patterns are live
  kCurrent,    // nothing new
  kNotYet,     // something new, but a staged delivery has not reached this computer
  kRefused,    // the newest was rolled back here and is not taken again
  kNotDue,     // asked too early; nothing was sent
  kBusy,       // another process is at it
};

struct Report {
  State state = State::kCurrent;
  int version = 0;             // of what is live then; 0 when not known
  std::size_t downloaded = 0;  // bytes of the pack
  bool by_delta = false;
  std::int64_t next_check = 0;  // seconds since 1970
};

struct Parts {
  base::FileSystem* files = nullptr;  // none is owned
  tuf::Fetcher* fetcher = nullptr;
  const base::Clock* clock = nullptr;
  // Compiles the pack, tries the canary, keeps the image: what is refused there is not installed.
  std::function<Status(const std::string& pack, const canary::CanarySet& canary)> prepare;
};

enum class When { kDue, kNow };

// Errors are one line for people; what is installed stays as it was, and when to try again is noted.
Result<Report> CheckForUpdate(store::Store& store, const Repository& repository, const Parts& parts,
                              When when);

const char* NameOf(State state);

}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
// One look for newer patterns, from the lock to the installed and compiled packs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "canary/canary.h"
#include "store/store.h"
#include "tuf/fetcher.h"
#include "update/choose.h"
#include "update/repository.h"
#include "update/visit.h"

namespace watchword::update {

struct PackReport {
  std::string name;
  State state = State::kCurrent;
  int version = 0;  // of what is live then; 0 when nothing is
  std::string why;  // it is not, or not the newest; mostly empty
};

struct RepositoryReport {
  std::string name;     // or the file that says none
  std::string failure;  // mostly empty
  std::vector<PackReport> packs;
};

struct Report {
  State state = State::kCurrent;               // kInstalled when anything was, else that of the base pack
  int version = 0;                             // of the base pack that is live then; 0 when not known
  std::size_t downloaded = 0;                  // bytes of the packs that were installed
  bool by_delta = false;                       // all of them
  std::int64_t next_check = 0;                 // seconds since 1970
  std::vector<RepositoryReport> repositories;  // that were asked
};

struct Parts {
  base::FileSystem* files = nullptr;    // none is owned
  std::vector<tuf::Fetcher*> fetchers;  // of each repository
  const base::Clock* clock = nullptr;
  // Merges and compiles, tries the canary, keeps the image: what is refused there is not installed.
  std::function<Result<std::vector<pack::Addition>>(std::span<const Trial>, const canary::CanarySet&,
                                                    Keeping)>
      prepare;
};

enum class When { kDue, kNow };

// Asks every repository that is due; what is new is installed together, as one generation. What fails with
// one is told in the report and harms no other. Errors are one line for people, for what keeps the first
// repository from being asked, its base pack from coming, or everything from being installed, when nothing
// was; what is installed stays as it was, and when to try again is noted.
Result<Report> CheckForUpdate(store::Store& store, const Repositories& repositories, const Parts& parts,
                              When when);

}  // namespace watchword::update

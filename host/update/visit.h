// SPDX-License-Identifier: Apache-2.0
// What one repository has that is new here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "store/locate_live.h"
#include "store/state.h"
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
  kLeftOut,    // an addition that does not fit, or would warn of ordinary things; another one may be live
  kFailed,     // it could not be asked for, or did not come whole
  kRemoved,    // no longer followed
};

const char* NameOf(State state);

// A newer pack that came.
struct Candidate {
  std::string file;  // sealed
  int version = 0;
  std::string identity;
  bool may_shrink = false;
  std::size_t downloaded = 0;  // bytes
  bool by_delta = false;
};

struct PackNews {
  std::string name;  // under which it is installed
  State state = State::kCurrent;
  int version = 0;  // of what is live; 0 when nothing is
  std::string why;  // for kLeftOut and kFailed
  std::optional<Candidate> candidate;
};

struct Visit {
  std::optional<Error> failure;  // of the repository as a whole, or of its base pack
  std::vector<PackNews> packs;
  std::int64_t min_wait_s = 0;  // before the next
};

// What a visit needs to know of this computer.
struct Here {
  base::FileSystem* files = nullptr;  // not owned, nor are the others
  const std::vector<store::Located>* live = nullptr;
  const store::State* state = nullptr;
  std::string metadata_folder;  // with a folder for each repository
  std::string beside;           // what an addition would be tried with
  base::Time now;
};

// What is wrong with one pack harms no other. An addition that was left out and would be tried beside the
// same as then is not fetched again. The names never to be flagged are kept when they changed.
Visit VisitRepository(const Repository& repository, tuf::Fetcher& fetcher, const Here& here);

// Names that must never be flagged, one a line, as the repository said last; empty when it never did.
std::string KeptNames(const Repository& repository, const Here& here);

}  // namespace watchword::update

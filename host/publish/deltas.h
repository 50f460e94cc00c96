// SPDX-License-Identifier: Apache-2.0
// Short ways from packs that clients may have to the newest one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "publish/repository.h"

namespace watchword::publish {

// What saves less than three quarters of the way is not worth a target.
inline constexpr std::size_t kLeastSaving = 4;

struct DeltaPlace {
  const base::FileSystem& files;
  std::string folder;  // of the repository
  std::string name;    // of the pack
  std::string role;
};

struct DeltaGoal {
  std::string_view body;
  std::int64_t version = 0;
  std::size_t file_bytes = 0;  // of the whole pack
};

// Takes the pack's deltas out of the role and puts those that lead to the goal there. Returns the list for
// the custom data of the pack: [{"from_sha256", "path"}]. An older pack that cannot be read has no delta.
// Errors: kIo; of the library. REQUIRES: CheckForm.
Result<tuf::Json> ReplaceDeltas(Repository& repository, const DeltaPlace& place, const DeltaGoal& goal);

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
// Finds the pattern pack and compiles it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assess/ruleset.h"
#include "base/file_system.h"
#include "base/result.h"

namespace watchword::app {

inline constexpr const char* kPackFile = "base.pack";

// Folder of the running program, or "." when the system does not tell.
std::string ProgramFolder();

// Where a pack is looked for, in order: `chosen` alone when given; else
// WATCHWORD_PACK alone when set; else beside the program, then where packages
// install it.
std::vector<std::string> PackCandidates(const std::string& chosen);

struct LoadedPack {
  std::string path;
  std::shared_ptr<const assess::Ruleset> ruleset;
};

// Errors: kNotFound naming every place looked at; what Verify, Decode and
// Ruleset::Build say, with the path.
Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files);

}  // namespace watchword::app

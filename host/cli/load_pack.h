// SPDX-License-Identifier: Apache-2.0
// Finds the pattern pack and makes it ready to judge with.
#pragma once

#include <memory>
#include <string>

#include "assess/ruleset.h"
#include "base/file_system.h"
#include "base/result.h"

namespace watchword::cli {

struct LoadedPack {
  std::string path;
  std::shared_ptr<const assess::Ruleset> ruleset;
};

// Takes the compiled image that is there, else compiles in memory. Errors: those of
// pack::Locate, Verify, Decode and CompilePack, with the path.
Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files);

// What the browser's host judges with on this computer: the live packs, additions included. Errors: those of
// store::LocateLive and of LoadPack.
Result<LoadedPack> LoadLive(const base::FileSystem& files);

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// Which files this thread, and threads and processes that come from it, can open from now on. What is open
// stays open.
#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace watchword::sandbox {

enum class Access {
  kRead,   // files and names of files
  kWrite,  // that, and make, replace and remove
};

// A file, or a folder with everything below it.
struct Place {
  std::string path;
  Access access = Access::kRead;
};

enum class Reach {
  kFilesOnly,
  kAll,  // TCP and signals to other programs as well, where the kernel can
};

// The version the kernel has, asked now; 0 when it has none or it is switched off.
int LandlockVersion();

// Everything but these places is closed. Places that are not there are left out. Returns the version in
// force, 0 where the kernel has none: then nothing is confined. REQUIRES: no_new_privs. Error: kIo when the
// kernel has it and refuses.
Result<int> Confine(std::span<const Place> places, Reach reach);

}  // namespace watchword::sandbox

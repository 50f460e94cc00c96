// SPDX-License-Identifier: Apache-2.0
// What each kind of process gives up for good. Everything else these do is not in their hands any more,
// whatever machine code runs. All REQUIRE that the process has one thread.
//
// Errors, of all: kIo when the kernel refuses the filter, without which nothing is promised. What else the
// kernel lacks is left out, and missing in what they return.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "sandbox/landlock.h"
#include "sandbox/protection.h"

namespace watchword::sandbox {

// Reads what people write. Opens files below these folders to read them, starts threads. No network, no
// programs, no children, no writing, no signals; memory that other programs of this user cannot read.
// Descriptors above 2 are closed but for `keep`.
Result<Protection> EnterHost(const std::vector<std::string>& read_below, int keep);

// Verifies and installs. Reads and writes below these places, has children (which give up more). No network,
// no programs.
Result<Protection> EnterInstaller(const std::vector<Place>& places);

// Talks to servers. Reads these files and folders (certificates, resolver). No programs, no writing of files.
Result<Protection> EnterFetcher(const std::vector<std::string>& read_below);

// Compiles what a stranger wrote. Opens no file, has no child and no thread; uses what is open.
Result<Protection> EnterWorker();

}  // namespace watchword::sandbox

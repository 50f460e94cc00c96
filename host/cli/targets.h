// SPDX-License-Identifier: Apache-2.0
// Which browsers a command speaks of.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/browsers.h"
#include "cli/command.h"

namespace watchword::cli {

struct TargetOptions {
  std::vector<std::string> browsers;      // ids; all that are used here when empty
  std::vector<std::string> profile_dirs;  // folders given to a Chromium with --user-data-dir
  bool system = false;                    // for every user of this computer
  bool json = false;
};

// A folder that takes a manifest.
struct Target {
  std::string name;  // of the browser
  Family family = Family::kChromium;
  std::string folder;
};

void AddTargetOptions(CLI::App& command, TargetOptions& options);

std::string HomeFolder();

// Errors: kInvalid for an unknown id, naming the known ones; kNotFound when no
// browser is used here and none was asked for.
Result<std::vector<Target>> FindTargets(const BrowserTable& table, const TargetOptions& options,
                                        const base::FileSystem& files);

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// What `watchword doctor` looks at.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "cli/browsers.h"
#include "cli/targets.h"

namespace watchword::cli {

enum class Health { kFine, kWrong, kUnknown };

// What was looked at, how it is, and how to mend it.
struct Diagnosis {
  int code = 0;  // append-only; the tens say what was looked at
  Health health = Health::kFine;
  std::string subject;
  std::string finding;
  std::string advice;  // empty when fine
  base::Json facts;    // the same for programs, where there are numbers; null where there are none
};

using Diagnoses = std::vector<Diagnosis>;

// What the host says about itself when it is asked as a browser asks. Errors: those of RunChild; kInvalid.
Result<base::Json> AskStatus(const std::string& host);

// 10–14: the host program answers, and is of this version.
Diagnoses CheckHost(const std::string& host, const base::FileSystem& files);
// 15–19: so does the program that prepares the patterns.
Diagnoses CheckUpdater(const std::string& updater, const base::FileSystem& files);
// 20–21: a pattern pack is there and whole.
Diagnoses CheckPack(const base::FileSystem& files);
// 22–23: it is compiled for this computer.
Diagnoses CheckImage(const base::FileSystem& files);
// 30–49: manifests of one browser, one for each program of the table, which lie in `folder`.
Diagnoses CheckManifests(const BrowserTable& table, const Browser& browser, const std::string& folder,
                         const base::FileSystem& files);
// 50–59: policies that forbid hosts installed by a user.
Diagnoses CheckPolicies(const BrowserTable& table, const base::FileSystem& files);
// 60–69: browsers in a sandbox of their own.
Diagnoses CheckSandboxed(const BrowserTable& table, const base::FileSystem& files);

}  // namespace watchword::cli

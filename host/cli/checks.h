// SPDX-License-Identifier: Apache-2.0
// What `watchword doctor` looks at.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
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
};

using Diagnoses = std::vector<Diagnosis>;

// 10–19: the host program answers, and is of this version.
Diagnoses CheckHost(const std::string& host, const base::FileSystem& files);
// 20–29: a pattern pack is there and whole.
Diagnoses CheckPack(const base::FileSystem& files);
// 30–49: manifests of one browser; `user` and `system` are folders.
Diagnoses CheckManifests(const BrowserTable& table, const Browser& browser, const std::string& host,
                         const base::FileSystem& files);
// 50–59: policies that forbid hosts installed by a user.
Diagnoses CheckPolicies(const BrowserTable& table, const base::FileSystem& files);
// 60–69: browsers in a sandbox of their own.
Diagnoses CheckSandboxed(const BrowserTable& table, const base::FileSystem& files);

}  // namespace watchword::cli

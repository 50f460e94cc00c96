// SPDX-License-Identifier: Apache-2.0
// What each process gives up on this kernel (docs/decisions/0021), found out by having it give it up.
#pragma once

#include <functional>
#include <string>

#include "base/json.h"
#include "cli/checks.h"
#include "sandbox/protection.h"

namespace watchword::cli {

// 80–81: the host, which says so itself; `status` is its answer to a status request.
Diagnosis CheckHostProtection(const base::Json& status);

// The one process that is to have the network.
inline constexpr const char* kFetcher = "fetcher";

// 80–82: a process that enters this profile, in a child made for it.
Diagnosis CheckProfile(const std::string& process, const std::function<Result<sandbox::Protection>()>& enter);

// 80–82: those of the updater: installer, fetcher, and the worker with its limits.
Diagnoses CheckUpdaterProtection();

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// How `watchword doctor` sees the updates: what is judged with, where it is from, what keeps newer away.
#pragma once

#include <string>

#include "base/clock.h"
#include "cli/checks.h"

namespace watchword::cli {

// 70–79. `updater` is the program that is asked; `built` the day the patterns in use were made, 2026-11-22,
// or empty when nobody says. Asks no server.
Diagnoses CheckUpdates(const std::string& updater, const std::string& built, const base::Clock& clock);

}  // namespace watchword::cli

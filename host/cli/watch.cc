// SPDX-License-Identifier: Apache-2.0
#include "cli/watch.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <thread>
#include <utility>

namespace watchword::cli {
namespace {

constexpr std::chrono::milliseconds kLook{250};

// Size and time of every file. What vanishes while we look is not there.
using Snapshot = std::map<std::string, std::pair<std::uintmax_t, std::filesystem::file_time_type>>;

Snapshot Look(const std::string& folder) {
  namespace fs = std::filesystem;
  Snapshot files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    const auto size = at->file_size(gone);
    const auto time = at->last_write_time(gone);
    if (!gone) files[at->path().string()] = {size, time};
  }
  return files;
}

}  // namespace

void WaitForChange(const std::string& folder) {
  const Snapshot before = Look(folder);
  Snapshot now = before;
  while (now == before) {
    std::this_thread::sleep_for(kLook);
    now = Look(folder);
  }
  for (Snapshot last; last != now; now = Look(folder)) {
    last = now;
    std::this_thread::sleep_for(kLook);
  }
}

}  // namespace watchword::cli

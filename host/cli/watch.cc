// SPDX-License-Identifier: Apache-2.0
#include "cli/watch.h"

#include <chrono>
#include <thread>

namespace watchword::cli {
namespace {

constexpr std::chrono::milliseconds kPause{250};

}  // namespace

// What vanishes while we look is not there.
FolderWatch::Snapshot FolderWatch::Look() const {
  namespace fs = std::filesystem;
  Snapshot files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    const auto size = at->file_size(gone);
    const auto time = at->last_write_time(gone);
    if (!gone) files[at->path().string()] = {size, time};
  }
  return files;
}

void FolderWatch::WaitForChange() {
  Snapshot now = Look();
  while (now == seen_) {
    std::this_thread::sleep_for(kPause);
    now = Look();
  }
  while (now != seen_) {
    seen_ = std::move(now);
    std::this_thread::sleep_for(kPause);
    now = Look();
  }
}

}  // namespace watchword::cli

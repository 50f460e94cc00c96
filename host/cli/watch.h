// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace watchword::cli {

// Sees when a file below a folder comes, goes or changes. Looks a few times a second, so that it works on any
// file system.
class FolderWatch {
 public:
  explicit FolderWatch(std::string folder) : folder_(std::move(folder)), seen_(Look()) {}

  // Returns when something has changed since the last call, or since the watch was made: what is saved while
  // the caller is at work counts. Editors that write in steps are let finish: nothing changed for one more
  // look.
  void WaitForChange();

 private:
  // Size and time of every file.
  using Snapshot = std::map<std::string, std::pair<std::uintmax_t, std::filesystem::file_time_type>>;
  Snapshot Look() const;

  std::string folder_;
  Snapshot seen_;
};

}  // namespace watchword::cli

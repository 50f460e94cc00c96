// SPDX-License-Identifier: Apache-2.0
// One publication at a time: a timer that renews while somebody publishes would sign two states with one
// version.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace watchword::publish {

// Held until it goes, or the process does. Leaves no file in the folder, which is served.
class FolderLock {
 public:
  // Errors: kNotFound, kIo, also when somebody has it; they name the folder.
  static Result<FolderLock> Take(const std::string& folder);

  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
// One process at a time changes the store, however many browsers and profiles started one.
#pragma once

#include <optional>
#include <utility>

#include "base/result.h"
#include "store/folder.h"

namespace watchword::store {

inline constexpr const char* kBusy = "another update is running";

// Held until it goes, or the process does: a kill leaves no lock behind.
class Lock {
 public:
  // Nothing when another process has it, or another Lock of this one. Error: kIo.
  static Result<std::optional<Lock>> Take(const Folder& folder);

 private:
  explicit Lock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace watchword::store

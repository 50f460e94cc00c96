// SPDX-License-Identifier: Apache-2.0
// The compiled image of the pack that is found, put where the host looks for it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/file_system.h"
#include "canary/canary.h"
#include "message/protocol.h"
#include "update/limited_child.h"

namespace watchword::update {

struct ImageReady {
  std::string path;
  bool was_there = false;  // and whole: nothing was built
  std::int64_t ms = 0;     // spent
};

struct ImageFailure {
  message::Code code = message::Code::kCompileFailed;  // or kNoPack
  std::string message;                                 // one line that names the culprit
};

using ImageOutcome = std::variant<ImageReady, ImageFailure>;

// Compiles in a limited child, checks what it made as the host will, and only then replaces the image as a
// whole. Whatever goes wrong, the images that are there stay. REQUIRES: this process has one thread.
ImageOutcome BuildImage(const base::FileSystem& files, const Limits& limits = {});

// The same for a pack that is not live yet, and only if the canary flies with it. Error: the reason.
// REQUIRES: one thread.
Status PrepareImage(const std::string& pack, const canary::CanarySet& canary, const Limits& limits = {});

// The image of the pack that is found, or why the host could not use it. Error: kNotFound when there is none.
Result<std::string> FindImage(const base::FileSystem& files);

}  // namespace watchword::update

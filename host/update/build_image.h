// SPDX-License-Identifier: Apache-2.0
// The compiled image of the packs that are live, put where the host looks for it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/file_system.h"
#include "canary/canary.h"
#include "message/protocol.h"
#include "pack/pack.h"
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
// whole. An addition with which it does not compile is left out of the image, which says so. Whatever goes
// wrong, the images that are there stay. REQUIRES: this process has one thread.
ImageOutcome BuildImage(const base::FileSystem& files, const Limits& limits = {});

// One pack of a combination that is tried.
struct Trial {
  std::string name;
  std::string file;     // sealed
  bool is_new = false;  // it has to fit; what is live already may be left out
  std::string before;   // sealed: what is live of the same name, of which half has to stay; empty: nothing
};

enum class Keeping { kKeep, kTry };

// The same for packs that are not live yet, the base first, and only if the canary flies with them. Returns
// what is said of the additions. Error: the reason. REQUIRES: one thread.
Result<std::vector<pack::Addition>> PrepareImage(std::span<const Trial> trials,
                                                 const canary::CanarySet& canary, Keeping keeping,
                                                 const Limits& limits = {});

// The image of the packs that are live, or why the host could not use it. Error: kNotFound when there is
// none.
Result<std::string> FindImage(const base::FileSystem& files);

}  // namespace watchword::update

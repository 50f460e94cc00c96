// SPDX-License-Identifier: Apache-2.0
// What the host judges with: the compiled image of the pattern pack. The host compiles nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assess/ruleset.h"
#include "base/file_system.h"
#include "base/result.h"
#include "message/protocol.h"

namespace watchword::app {

// Why there is nothing to judge with.
struct NotReady {
  message::Code code = message::Code::kNoPack;  // or kImageMissing
  std::string message;
};

struct Rules {
  std::shared_ptr<const assess::Ruleset> ruleset;  // none: see why_not
  NotReady why_not;
};

// The image of the pack that is found now. An image that is odd in any way is as good as none.
Rules OpenRules(const base::FileSystem& files);

// The folders OpenRules looks into, now or later: those of packs, of installed packs, of compiled images. The
// last two are made when they are not there: what is made later in their place could not be opened any more.
std::vector<std::string> FoldersToRead();

}  // namespace watchword::app

// SPDX-License-Identifier: Apache-2.0
// Which packs this computer judges with.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "pack/locate.h"

namespace watchword::store {

inline constexpr const char* kBase = "base";

struct Located {
  std::string name;  // kBase, or that of an addition
  std::string path;
  pack::Head head;
  std::string identity;  // under which it was installed; empty when it came with the program
};

// The base pack first, then what is added to it, in order (pack/merge.h). WATCHWORD_PACK alone when set. Else
// the installed base pack, unless the one that came with the program is newer; else that one; and with both
// the installed additions. Reads envelopes only: 40 bytes of each. Errors: those of pack::LocateHead.
Result<std::vector<Located>> LocateLive(const base::FileSystem& files);

// What the combination is known by, an image of it, say. REQUIRES: not empty.
std::string DigestOf(const std::vector<Located>& packs);

// Puts right what is damaged in the installed packs, as far as an older generation can. True when another
// pack is live than before. Errors: those of Store; kIo when another update is running.
Result<bool> MendInstalled();

}  // namespace watchword::store

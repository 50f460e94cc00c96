// SPDX-License-Identifier: Apache-2.0
// Which pack this computer judges with.
#pragma once

#include "base/file_system.h"
#include "base/result.h"
#include "pack/locate.h"

namespace watchword::store {

// WATCHWORD_PACK alone when set. Else the installed pack, unless the one that came with the program is newer;
// else that one. Reads envelopes only: 40 bytes of each. Errors: those of pack::LocateHead.
Result<pack::PackHead> LocateLive(const base::FileSystem& files);

// The installed pack. Errors: those of Store::Live; kNotFound when it holds no base pack.
Result<pack::PackHead> LocateInstalled();

// Puts right what is damaged in the installed packs, as far as an older generation can. True when another
// pack is live than before. Errors: those of Store; kIo when another update is running.
Result<bool> MendInstalled();

}  // namespace watchword::store

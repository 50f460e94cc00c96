// SPDX-License-Identifier: Apache-2.0
// Packs that were published earlier and still lie in the repository: what
// clients may have, so what deltas begin with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace watchword::publish {

// More would help few: who missed fourteen packs fetches the whole one.
inline constexpr std::size_t kMostBases = 14;

// Paths of the newest of them, newest first, all older than `version`. What is no pack is left out.
// Empty when nothing was published. Error: kIo.
Result<std::vector<std::string>> FindBases(const base::FileSystem& files, const std::string& folder,
                                           const std::string& name, std::uint32_t version);

// The unpacked body, after it was held against the hash in its name. Errors: kInvalid, kIo.
Result<std::string> ReadBase(const base::FileSystem& files, const std::string& path);

}  // namespace watchword::publish

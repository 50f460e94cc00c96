// SPDX-License-Identifier: Apache-2.0
// Pieces that several kinds of metadata have in common.
#pragma once

#include <limits>

#include "tuf/metadata.h"

namespace watchword::tuf {

inline constexpr std::int64_t kMaxInteger = std::numeric_limits<std::int64_t>::max();

// Version and expiry. Also checks "_type" and "spec_version".
Status ReadHead(const base::JsonCursor& part, const char* type, Head& head);

// Keys of kinds we do not know are left out.
Result<Keys> ReadKeys(const base::JsonCursor& part);

// Error: kInvalid when a key is listed twice.
Status ReadRole(const base::JsonCursor& part, Role& role);

// The member "hashes"; empty when it is not there.
Result<Hashes> ReadHashes(const base::JsonCursor& part);

}  // namespace watchword::tuf

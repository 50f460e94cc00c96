// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "author/draft.h"
#include "base/file_system.h"
#include "base/result.h"

namespace watchword::author {

// Reads a folder laid out like patterns/ (its README is the format). A file
// that cannot be read is a finding. Errors: kNotFound, kIo when the folder or
// its pack.json cannot be read at all; kInvalid with a JSON pointer when
// pack.json is wrong: nothing else makes sense without it.
Result<Draft> ReadPatterns(const std::string& folder, const base::FileSystem& files);

}  // namespace watchword::author

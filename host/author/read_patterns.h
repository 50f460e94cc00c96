// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "author/draft.h"
#include "base/file_system.h"
#include "base/result.h"

namespace watchword::author {

// Lists of names beside those of the folder: paths as given.
struct MoreLists {
  std::vector<std::string> lists;  // descriptions, as in patterns/domains
  std::vector<std::string> good;   // names that must never be called bad, one a line
};

// Reads a folder laid out like patterns/ (its README is the format). A file
// that cannot be read is a finding. Errors: kNotFound, kIo when the folder or
// its pack.json cannot be read at all; kInvalid with a JSON pointer when
// pack.json is wrong: nothing else makes sense without it.
Result<Draft> ReadPatterns(const std::string& folder, const base::FileSystem& files,
                           const MoreLists& more = {});

}  // namespace watchword::author

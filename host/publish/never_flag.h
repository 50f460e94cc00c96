// SPDX-License-Identifier: Apache-2.0
// The list of names that no pack may call bad.
#pragma once

#include <string_view>

#include "publish/repository.h"

namespace watchword::publish {

inline constexpr const char* kNeverFlagPath = "never_flag.txt";

// Makes a list of host names, one a line, the target never_flag.txt of the role "targets", which is left to
// be signed. Empty lines are dropped, names are written as in DNS. Returns how many there are. Error:
// kInvalid "line 3: …" for what is no host name and for names that anybody can have one below of (com,
// co.uk); kTooLarge.
Result<std::size_t> SetNeverFlag(Repository& repository, std::string_view list);

}  // namespace watchword::publish

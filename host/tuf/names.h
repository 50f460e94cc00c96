// SPDX-License-Identifier: Apache-2.0
// Names that others chose: of roles and of targets.
#pragma once

#include <string>
#include <string_view>

namespace watchword::tuf {

// As one step of a path or an address: everything except letters and digits of ASCII and "_", "-", "~", "."
// becomes %XX, and so do the dots of a name that has nothing else. No name leads out of its folder.
std::string Quote(std::string_view name);

// As several steps: "/" stays.
std::string QuotePath(std::string_view path);

// Whether a path is one that a pattern of a delegation means: "*" is any text and "?" any character within
// one step; all else, "[" included, stands for itself. Takes time in proportion to the product of the
// lengths.
bool Matches(std::string_view path, std::string_view pattern);

}  // namespace watchword::tuf

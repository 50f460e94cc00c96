// SPDX-License-Identifier: Apache-2.0
// What changed between two byte strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::delta {

// Of either side: as much as the body of a pack may have.
inline constexpr std::size_t kMaxBytes = 64 * 1024 * 1024;

// A delta that leads from one to the other. Takes some seconds and some hundred megabytes for long ones.
// Error: kTooLarge; kInvalid when the library refuses.
Result<std::string> Create(std::string_view from, std::string_view to);

// What `delta` makes of `from`: exactly `bytes` bytes, for which alone memory is taken.
//
// The delta has a checksum of the result in it, which finds a wrong `from` and damage, not malice: the caller
// checks the hash that was signed. Errors: kTooLarge, decided before anything is decoded; kInvalid, which
// says what is wrong.
Result<std::string> Apply(std::string_view delta, std::string_view from, std::size_t bytes);

}  // namespace watchword::delta

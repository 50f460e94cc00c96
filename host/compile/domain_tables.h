// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::compile {

// Names that the browser itself is asked to stop; more would make it slow to take them in.
inline constexpr std::size_t kMaxBlockNames = 100'000;

// The tables of listed names: for look-ups all of them, for the browser those that were listed last. What is
// no name, a public suffix or a good name is left out, whatever the pack says. Groups are numbered over all
// lists, in their order. Errors: kTooLarge (too many names or groups), kInvalid (the public suffixes).
Status WriteDomainTables(const pack::Pack& pack, std::string_view digest, image::Builder& image);

}  // namespace watchword::compile

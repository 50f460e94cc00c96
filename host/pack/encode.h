// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "pack/pack.h"

namespace watchword::pack {

// The body alone, as JSON.
std::string EncodeBody(const Pack& pack);

// One wording, as JSON.
std::string EncodeWording(const Wording& wording);

// The same pack gives the same bytes. Error: kTooLarge.
Result<std::string> Encode(const Pack& pack);

// Names on disk, shared with decode.cc and the authors' files.
const char* NameOf(Weight weight);
const char* NameOf(Speaker speaker);

}  // namespace watchword::pack

// SPDX-License-Identifier: Apache-2.0
// The real pack with any number of phrases.
#pragma once

#include <memory>
#include <string>

#include "assess/ruleset.h"
#include "base/result.h"

namespace watchword::bench {

// The rules of the patterns folder with LoadPhrases(folder, count) dealt out to those of their language.
// Errors: those of LoadPhrases and of the compiler.
Result<pack::Pack> BigPack(const std::string& folder, std::size_t count);

}  // namespace watchword::bench

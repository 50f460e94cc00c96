// SPDX-License-Identifier: Apache-2.0
// The two halves of reading a phrase, for those who put phrases together.
#pragma once

#include <string_view>

#include "compile/phrase.h"

namespace watchword::compile {

// A phrase or a part of one, whatever it begins and ends with. Errors: those of ParsePhrase but for its ends.
Result<Phrase> ParsePart(std::string_view source, SharedLists& lists);

// Whether it can be searched for. Errors: kTooLarge; kInvalid for nothing, gaps and optional parts at its
// ends, no word.
Status CheckWhole(const Phrase& phrase);

}  // namespace watchword::compile

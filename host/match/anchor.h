// SPDX-License-Identifier: Apache-2.0
// The most telling contiguous piece of a phrase, as literals to search for.
#pragma once

#include <string>
#include <vector>

#include "match/phrase.h"

namespace watchword::match {

// Every match of the phrase contains at least one of these byte strings, in
// normal spelling with the spaces that bound words. Never empty: a phrase has a
// word of its own.
std::vector<std::string> ChooseAnchor(const Phrase& phrase);

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
// Measured word frequencies, cut down to what the phrases of a pack need.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "pack/pack.h"

namespace watchword::author {

// Occurrences in a million words, the most of any language.
using Frequencies = std::map<std::string, double, std::less<>>;

// Adds a file of patterns/frequency. Error: kInvalid with a JSON pointer.
Status ReadFrequencies(const base::JsonCursor& from, Frequencies& to);

// The words, beginnings (`word*`, all words added up) and pairs of characters in the pack's phrases that were
// measured. Phrases that do not parse are skipped: lint tells.
Frequencies FrequenciesFor(const pack::Pack& pack, const Frequencies& measured);

}  // namespace watchword::author

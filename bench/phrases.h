// SPDX-License-Identifier: Apache-2.0
// Any number of phrases that look like real ones.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "compile/phrase.h"
#include "pack/pack.h"

namespace watchword::bench {

struct BenchPhrase {
  std::string language;
  std::string source;
  compile::Phrase phrase;
};

struct BenchPhrases {
  std::vector<BenchPhrase> phrases;
  std::size_t real = 0;   // that stand in the folder; the others are made from them
  pack::WordLists units;  // words of {amount} and its kin
};

// `count` phrases of a folder laid out like patterns/: an even sample when it has more, else all of them and
// as many again, in which words with a meaning of their own gave way to others of the same language's
// phrases. The same folder and count give the same phrases. Errors: what ReadPatterns says; kNotFound when
// the folder cannot yield so many.
Result<BenchPhrases> LoadPhrases(const std::string& folder, std::size_t count);

}  // namespace watchword::bench

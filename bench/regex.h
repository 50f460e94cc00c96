// SPDX-License-Identifier: Apache-2.0
// Phrases as the regular expressions that someone without our engine would write.
#pragma once

#include <string>
#include <vector>

#include "compile/phrase.h"

namespace watchword::bench {

enum class Dialect {
  kBytes,       // over the bytes of the normal spelling: PCRE2 and Hyperscan without UTF-8
  kCharacters,  // over the characters of the normal spelling: RE2, whose Latin-1 mode misses matches
  kJavaScript,  // over raw text, for the flags iu
};

// Close to what the phrase means, not the same: a gap counts words or characters, never both, and built-ins
// know fewer words. Groups capture nothing.
std::string ToRegex(const compile::Phrase& phrase, Dialect dialect);

// What a word index looks for: the contiguous piece of the phrase whose shortest spelling is longest, in all
// its spellings, as words of normal spelling joined by spaces (unspaced characters joined directly).
std::vector<std::string> AnchorsOf(const compile::Phrase& phrase);

}  // namespace watchword::bench

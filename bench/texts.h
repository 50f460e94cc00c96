// SPDX-License-Identifier: Apache-2.0
// Documents cut from real text, which stays where it is: nothing of it is in the repository.
#pragma once

#include <string>
#include <vector>

#include "text/normal_text.h"

namespace watchword::bench {

struct Document {
  std::string raw;     // UTF-8, cut between characters
  std::string normal;  // the plain reading: peers are spared the normalisation
};

// Documents of one kind and size.
struct TextClass {
  std::string name;  // english, chinese, mixed, scam
  std::size_t bytes = 0;
  std::vector<Document> documents;
};

struct Texts {
  std::vector<TextClass> classes;
  bool real = false;  // false: there were no corpora, and built-in sentences stand in for them
};

// From the folder WATCHWORD_DATA, else `fallback`. Ordinary text is the fifth of the corpora that word
// frequencies were not counted on. Long documents repeat messages in another order where a corpus is short.
Texts LoadTexts(const std::string& fallback);

}  // namespace watchword::bench

// SPDX-License-Identifier: Apache-2.0
// Brings every line of its input to normal spelling, a line for a line: tools that count words count the
// words that phrases are matched against, not a second opinion of what a word is.
#include <algorithm>
#include <iostream>
#include <string>

#include "text/normal_text.h"

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::string bytes = watchword::text::Normalize(line).plain().bytes();
    // A border inside the line would make two lines of one.
    std::replace(bytes.begin(), bytes.end(), '\n', ' ');
    std::cout << bytes << '\n';
  }
  return std::cout.good() ? 0 : 1;
}

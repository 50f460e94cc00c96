// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "match/builtin.h"

namespace watchword::match {
namespace {

using Words = std::set<std::string, std::less<>>;

// These letters are in images: a changed meaning needs a new image format.
constexpr std::array<std::pair<char, Words NumberWords::*>, 10> kKinds = {
    {{'n', &NumberWords::numbers},
     {'s', &NumberWords::scales},
     {'c', &NumberWords::currencies},
     {'g', &NumberWords::sign_prefixes},
     {'b', &NumberWords::before_numbers},
     {'p', &NumberWords::percents},
     {'x', &NumberWords::percent_prefixes},
     {'d', &NumberWords::durations},
     {'r', &NumberWords::ranges},
     {'o', &NumberWords::counters}}};

void ReadLine(std::string_view line, NumberWords& words) {
  for (const auto& [letter, set] : kKinds) {
    if (line.size() > 2 && line[0] == letter && line[1] == ' ') (words.*set).emplace(line.substr(2));
  }
}

}  // namespace

std::string WriteNumberWords(const NumberWords& words) {
  std::string lines;
  for (const auto& [letter, set] : kKinds) {
    for (const std::string& word : words.*set) lines.append({letter, ' '}).append(word).push_back('\n');
  }
  return lines;
}

NumberWords ReadNumberWords(std::string_view lines) {
  NumberWords words;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    ReadLine(lines.substr(0, end), words);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return words;
}

}  // namespace watchword::match

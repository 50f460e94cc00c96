// SPDX-License-Identifier: Apache-2.0
#include "big_pack.h"

#include <map>
#include <utility>
#include <vector>

#include "author/read_patterns.h"
#include "phrases.h"

namespace watchword::bench {

Result<pack::Pack> BigPack(const std::string& folder, std::size_t count) {
  const base::PosixFileSystem files;
  auto draft = author::ReadPatterns(folder, files);
  if (!draft) return draft.error();
  auto phrases = LoadPhrases(folder, count);
  if (!phrases) return phrases.error();
  pack::Pack pack = std::move(draft->pack);
  std::map<std::string, std::vector<pack::Rule*>> rules;
  for (pack::Rule& rule : pack.rules) {
    rule.phrases.clear();
    rules[rule.language].push_back(&rule);
  }
  std::map<std::string, std::size_t> dealt;
  for (BenchPhrase& one : phrases->phrases) {
    const auto& of_language = rules[one.language];
    if (of_language.empty()) continue;
    of_language[dealt[one.language]++ % of_language.size()]->phrases.push_back(std::move(one.source));
  }
  return pack;
}

}  // namespace watchword::bench

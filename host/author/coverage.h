// SPDX-License-Identifier: Apache-2.0
// Where patterns are thick and where they are thin.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "author/draft.h"
#include "author/fires.h"
#include "base/json.h"

namespace watchword::author {

// Rules of one stage in one language.
struct Cell {
  std::size_t rules = 0;
  std::size_t phrases = 0;
  std::size_t silent = 0;  // rules that speak in no scam text
  std::size_t honest = 0;  // rules that speak in honest text
};

// Fewer rules than this leave a stage thin.
inline constexpr std::size_t kThin = 3;

struct Coverage {
  std::vector<std::string> stages;                            // "scheme/stage" in script order
  std::vector<std::string> languages;                         // in alphabetical order
  std::map<std::pair<std::string, std::string>, Cell> cells;  // by stage and language; none: no rules
  bool has_corpus = false;                                    // else `silent` and `honest` mean nothing

  const Cell& At(const std::string& stage, const std::string& language) const;
};

Coverage Cover(const Draft& draft, const Fires& fires);

// Rules that spoke in honest text, most often first, the first forty.
std::vector<std::size_t> LoudInHonestText(const Fires& fires);

// How many items there were, and how many rules never spoke in scam text.
std::string Summary(const Coverage& coverage, const Draft& draft, const Fires& fires);

// Rules a stage and a language, "." where there are none; then the summary and the loud.
std::string ToText(const Coverage& coverage, const Draft& draft, const Fires& fires);

// The same as a page that needs nothing else: a heat map, its cells with what stands behind them, and every
// rule that spoke in no scam text.
std::string ToHtml(const Coverage& coverage, const Draft& draft, const Fires& fires);

base::Json ToJson(const Coverage& coverage);

}  // namespace watchword::author

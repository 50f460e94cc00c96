// SPDX-License-Identifier: Apache-2.0
// How often each rule speaks in texts whose nature is known.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assess/ruleset.h"
#include "author/corpus.h"
#include "author/draft.h"
#include "base/result.h"

namespace watchword::author {

// Items, not hits: a rule that speaks ten times in one item speaks once.
struct RuleFires {
  std::size_t honest = 0;
  std::size_t scam = 0;
  std::string honest_id;  // of the first honest item
};

struct Fires {
  std::vector<RuleFires> rules;                     // same index as Pack::rules
  std::map<std::string, std::size_t> honest_items;  // by language, "" where it is not known
  std::map<std::string, std::size_t> scam_items;

  // Honest items that may be in this language.
  std::size_t HonestItemsFor(const std::string& language) const;
};

// Error: kIo when the engine fails.
Result<Fires> CountFires(const std::vector<CorpusItem>& items,
                         const std::shared_ptr<const assess::Ruleset>& ruleset);

// Rules that speak in honest text more often than their weight allows: one item in 10,000 for a strong rule,
// 1,000 for a medium one, 50 for a weak one. Held against a rule only where chance alone does not explain it:
// the lower end of the 95 % interval of its rate (Wilson) is above what is allowed.
std::vector<Finding> CheckFires(const Draft& draft, const Fires& fires);

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
// Patterns as their authors wrote them: a pack, and what packs do not carry.
#pragma once

#include <string>
#include <vector>

#include "author/domain_lists.h"
#include "author/finding.h"
#include "pack/pack.h"

namespace watchword::author {

// What a rule's author says about it beyond the rule. Same index as Pack::rules.
struct RuleNotes {
  std::string file;
  std::string pointer;  // of the rule in the file
  std::vector<std::string> match;
  std::vector<std::string> ignore;
  std::vector<std::string> sources;
};

struct Draft {
  pack::Pack pack;
  std::vector<Drop> drops;  // of the lists of names
  std::vector<RuleNotes> notes;
  std::vector<Finding> findings;  // what could not be read; the rest is there
};

}  // namespace watchword::author

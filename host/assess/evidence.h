// SPDX-License-Identifier: Apache-2.0
// Which rules speak in a text, and how much they weigh there.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assess/passage.h"

namespace watchword::assess {

// Where somebody wants to be written to or paid.
struct Contact {
  std::string kind;  // "telegram", "tron" …
  std::string id;
};

struct Evidence {
  std::string rule;  // id of the rule, or one of built_in.h
  std::string reason;
  StageRef stage;
  std::optional<std::size_t> message;  // none on a page and for an address
  text::OriginalRange range;           // UTF-16 units of that message, text or address
  bool in_address = false;             // then of the page's or the judged address
  double weight = 0;
  bool is_cue = false;
  std::optional<domain::ListHit> listed;  // of a listed name or wallet: which
  std::optional<Contact> contact;         // of an account or wallet: which
};

// What a cue is called in every language: "cue-top-up" of "task/top-up/en/cue-top-up". Languages share words,
// and the same notion heard in two of them is one.
std::string_view NotionOf(std::string_view rule);

// What a conversation has shown before this text.
struct Seen {
  std::set<StageRef> stages;
  std::set<std::string> rules;

  void Add(StageRef stage, const std::string& rule) {
    stages.insert(stage);
    rules.insert(rule);
  }
};

// Evidence in what was found in one text, ordered by start, then rule; at most one per rule where
// hits overlap. The same words are one cue: where rules of different stages of one scheme or its kin overlap,
// or a cue and a rule that says more, only the weightiest stays; of equals the one whose stage was not seen
// yet, so that each further text may show a further stage. `message` is not set.
std::vector<Evidence> FindEvidence(const Passage& passage, const Seen& seen = {});

// By message, start, rule.
void SortEvidence(std::vector<Evidence>& evidence);

}  // namespace watchword::assess

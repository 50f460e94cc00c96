// SPDX-License-Identifier: Apache-2.0
// Evidence that no rule of the pack gives: names on lists, names like a brand's, accounts and wallets,
// accounts named for what they sell. Its ids are "list/gaso", "look-alike/one-letter-off",
// "contact/telegram", "wallet/tron", "trading-name/account".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evidence.h"

namespace watchword::assess {

enum class BuiltIn { kList, kLookAlike, kContact, kWallet, kTradingName };

// What such evidence counts for.
struct Standpoint {
  StageRef stage;
  double weight = 0;  // at most
  bool is_cue = false;
};

// Nothing when the pack has no stage for it.
std::optional<Standpoint> StandpointOf(BuiltIn kind, const Ruleset& ruleset);

// The same by the id of evidence: of built-in kinds, and of rules that the pack has. Lists must be the
// pack's.
std::optional<Standpoint> StandpointOf(std::string_view id, const Ruleset& ruleset);

// Evidence "kind/name" at a place; nothing when the pack has no stage for it.
std::optional<Evidence> MakeBuiltIn(BuiltIn kind, std::string_view name, const Ruleset& ruleset,
                                    text::OriginalRange range);

// What the wording of every language must have a sentence for.
std::vector<std::string> ReasonsOfBuiltIn();

}  // namespace watchword::assess

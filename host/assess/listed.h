// SPDX-License-Identifier: Apache-2.0
// Evidence of names: on lists, or like a brand's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "assess/evidence.h"

namespace watchword::assess {

// In a text that names more of them, the rest says nothing new.
inline constexpr std::size_t kMaxListedInText = 20;

// That an address is on a list, with the name's span in the address.
std::optional<Evidence> FindListed(const Ruleset& ruleset, std::string_view address);

// Listed names that stand in a text, disguised or not; ordered by start. A page that names one is not the
// site itself: there it weighs less, and in one's own words least.
std::vector<Evidence> FindListedIn(const Passage& passage);

// Names of links in a text that look like a brand's: little by itself, more beside a script.
std::vector<Evidence> FindLookAlikesIn(const Passage& passage);

// The same of one address. Nothing when it looks like nobody's.
std::optional<domain::LookAlike> FindLookAlike(const Ruleset& ruleset, std::string_view address);

// Evidence that what stands at a place of a text is listed, weighed by who says it. Nothing when the pack has
// no stage for it.
std::optional<Evidence> MakeListedIn(const Passage& passage, domain::ListHit hit, text::OriginalRange range);

}  // namespace watchword::assess

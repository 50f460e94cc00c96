// SPDX-License-Identifier: Apache-2.0
// Evidence of accounts and wallets that somebody gives in a conversation.
#pragma once

#include <vector>

#include "assess/evidence.h"

namespace watchword::assess {

// In one message; more of them say nothing new.
inline constexpr std::size_t kMaxContactsInText = 20;

// Where they want to be written to or paid: little by itself, since friends do so too. A wallet that is on a
// list says what a listed name does. Nothing of one's own words, but for listed wallets. Accounts
// first, then wallets, then accounts that are named for what they sell.
std::vector<Evidence> FindContactsIn(const Passage& passage);

}  // namespace watchword::assess

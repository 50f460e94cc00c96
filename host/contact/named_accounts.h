// SPDX-License-Identifier: Apache-2.0
// Accounts that stand in a text as words: "add my line: anna_88".
#pragma once

#include <string_view>
#include <vector>

#include "contact/accounts.h"

namespace watchword::contact {

// In order, without the links.
std::vector<Account> FindNamedAccounts(std::string_view utf8);

}  // namespace watchword::contact

// SPDX-License-Identifier: Apache-2.0
// What a repository that somebody opened says of its roles, with its form checked.
#pragma once

#include <string>
#include <vector>

#include "publish/repository.h"
#include "tuf/metadata.h"

namespace watchword::publish {

// Whether every role has the form that TUF wants: whoever edits it need not look again. Error: kInvalid.
Status CheckForm(const Repository& repository);

// All of these REQUIRE CheckForm.

// Names of all roles: the four of the top level, then those that "targets" delegates to, in their order.
std::vector<std::string> RoleNames(const Repository& repository);

// The delegation from "targets". Error: kNotFound.
Result<tuf::Delegation> FindDelegation(const Repository& repository, const std::string& role);

// Error: kNotFound when there is no such role.
Result<std::vector<std::string>> KeyIdsOf(const Repository& repository, const std::string& role);

// Whether clients take this path from the role. Errors: kNotFound when there is no such role; kInvalid, which
// names both.
Status CheckMayOffer(const Repository& repository, const std::string& role, const std::string& path);

base::Time ExpiryOf(const Repository& repository, const std::string& role);

}  // namespace watchword::publish

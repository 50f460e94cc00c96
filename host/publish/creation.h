// SPDX-License-Identifier: Apache-2.0
// A repository that was not there before, and roles that join it later.
#pragma once

#include <string>
#include <vector>

#include "publish/key_file.h"
#include "publish/lifetimes.h"

namespace watchword::publish {

struct RoleKeys {
  KeyFiles keys;
  int threshold = 1;
};

struct NewRole {
  std::string name;
  RoleKeys signers;
  std::vector<std::string> paths;  // patterns
  bool terminating = false;
};

struct NewRepository {
  RoleKeys root;
  RoleKeys targets;
  RoleKeys snapshot;
  RoleKeys timestamp;
  std::vector<NewRole> roles;  // the first has priority
};

// Signed with the keys that are here; each role needs as many of them as its threshold. Error: kInvalid,
// which names the role or the file.
Result<Repository> Create(const NewRepository& wanted, const Lifetimes& lifetimes, base::Time now);

// Adds a role below "targets", or changes its keys and paths, and signs it; "targets" is left to be signed.
// Error: kInvalid.
Status AddRole(Repository& repository, const NewRole& role, const Lifetimes& lifetimes, base::Time now);

// Signs "targets", the snapshot and the timestamp.
struct TopKeys {
  KeyFiles targets;
  KeyFiles snapshot;
  KeyFiles timestamp;
};

// After a change of "targets". Errors: kInvalid when a key does not count for its role.
Status SignTargets(Repository& repository, const TopKeys& keys, const Lifetimes& lifetimes, base::Time now);

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
#include "publish/roles.h"

#include <algorithm>

#include "tuf/time.h"

namespace watchword::publish {
namespace {

template <typename T>
Status Checked(const std::string& role, const Result<T>& read) {
  return read ? Status() : Context(role, read.error());
}

base::JsonCursor At(const Repository& repository, const std::string& role) {
  return base::JsonCursor(repository.Read(role), "/signed");
}

}  // namespace

Status CheckForm(const Repository& repository) {
  if (Status form = Checked(tuf::kRoot, tuf::ReadRoot(At(repository, tuf::kRoot))); !form) return form;
  const auto timestamp = tuf::ReadTimestamp(At(repository, tuf::kTimestamp));
  if (Status form = Checked(tuf::kTimestamp, timestamp); !form) return form;
  const auto snapshot = tuf::ReadSnapshot(At(repository, tuf::kSnapshot));
  if (Status form = Checked(tuf::kSnapshot, snapshot); !form) return form;
  if (!repository.HasRole(tuf::kTargets)) return Error{ErrorCode::kInvalid, "the snapshot lists no targets"};
  for (const auto& [role, info] : snapshot->roles) {
    if (Status form = Checked(role, tuf::ReadTargets(At(repository, role))); !form) return form;
  }
  const auto targets = tuf::ReadTargets(At(repository, tuf::kTargets));
  for (const tuf::Delegation& delegation : targets->delegations) {
    if (!repository.HasRole(delegation.name))
      return Error{ErrorCode::kInvalid, "the snapshot does not list the role " + delegation.name};
  }
  return {};
}

std::vector<std::string> RoleNames(const Repository& repository) {
  std::vector<std::string> names = {tuf::kRoot, tuf::kTimestamp, tuf::kSnapshot, tuf::kTargets};
  const auto targets = tuf::ReadTargets(At(repository, tuf::kTargets));
  for (const tuf::Delegation& delegation : targets->delegations) names.push_back(delegation.name);
  return names;
}

Result<tuf::Delegation> FindDelegation(const Repository& repository, const std::string& role) {
  const auto targets = tuf::ReadTargets(At(repository, tuf::kTargets));
  const auto& all = targets->delegations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == role; });
  if (found == all.end()) return Error{ErrorCode::kNotFound, "there is no role \"" + role + "\""};
  return *found;
}

Result<std::vector<std::string>> KeyIdsOf(const Repository& repository, const std::string& role) {
  if (tuf::IsTopLevel(role)) return tuf::ReadRoot(At(repository, tuf::kRoot))->roles.at(role).key_ids;
  auto delegation = FindDelegation(repository, role);
  if (!delegation) return delegation.error();
  return delegation->key_ids;
}

Status CheckMayOffer(const Repository& repository, const std::string& role, const std::string& path) {
  if (role == tuf::kTargets) return {};
  const auto delegation = FindDelegation(repository, role);
  if (!delegation) return delegation.error();
  if (delegation->Covers(path)) return {};
  return Error{ErrorCode::kInvalid, path + ": not a path of the role " + role};
}

base::Time ExpiryOf(const Repository& repository, const std::string& role) {
  // Its form was checked.
  return *tuf::ParseTime(repository.Read(role)["expires"].get<std::string>());
}

}  // namespace watchword::publish

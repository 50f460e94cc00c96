// SPDX-License-Identifier: Apache-2.0
#include "publish/creation.h"

#include "publish/roles.h"

namespace watchword::publish {
namespace {

Status SetSigners(Repository& repository, const std::string& role, const RoleKeys& wanted) {
  const auto signers = MakeSigners(role, wanted.keys, wanted.threshold);
  if (!signers) return signers.error();
  repository.SetSigners(role, *signers);
  return {};
}

}  // namespace

Status AddRole(Repository& repository, const NewRole& role, const Lifetimes& lifetimes, base::Time now) {
  if (role.paths.empty())
    return Error{ErrorCode::kInvalid, "the role " + role.name + " has no path to sign for"};
  const auto signers = MakeSigners(role.name, role.signers.keys, role.signers.threshold);
  if (!signers) return signers.error();
  const NewDelegation delegation{role.name, *signers, role.paths, role.terminating};
  if (Status added = repository.Delegate(tuf::kTargets, delegation); !added) return added;
  repository.SetExpiry(role.name, now + lifetimes.role);
  return repository.Sign(role.name, SignersOf(role.signers.keys));
}

Status SignTargets(Repository& repository, const TopKeys& keys, const Lifetimes& lifetimes, base::Time now) {
  if (Status counts = CheckCounts(repository, tuf::kTargets, keys.targets); !counts) return counts;
  if (Status counts = CheckCounts(repository, tuf::kSnapshot, keys.snapshot); !counts) return counts;
  if (Status counts = CheckCounts(repository, tuf::kTimestamp, keys.timestamp); !counts) return counts;
  repository.SetExpiry(tuf::kTargets, now + lifetimes.targets);
  if (Status done = repository.Sign(tuf::kTargets, SignersOf(keys.targets)); !done) return done;
  return repository.SignTop({SignersOf(keys.snapshot), SignersOf(keys.timestamp)}, now + lifetimes.snapshot,
                            now + lifetimes.timestamp);
}

Result<Repository> Create(const NewRepository& wanted, const Lifetimes& lifetimes, base::Time now) {
  Repository repository;
  const std::pair<const char*, const RoleKeys*> top[] = {{tuf::kRoot, &wanted.root},
                                                         {tuf::kTargets, &wanted.targets},
                                                         {tuf::kSnapshot, &wanted.snapshot},
                                                         {tuf::kTimestamp, &wanted.timestamp}};
  for (const auto& [role, keys] : top) {
    if (Status set = SetSigners(repository, role, *keys); !set) return set.error();
  }
  for (const NewRole& role : wanted.roles) {
    if (Status added = AddRole(repository, role, lifetimes, now); !added) return added.error();
  }
  repository.SetExpiry(tuf::kRoot, now + lifetimes.root);
  if (Status done = repository.Sign(tuf::kRoot, SignersOf(wanted.root.keys)); !done) return done.error();
  repository.SetExpiry(tuf::kTargets, now + lifetimes.targets);
  if (Status done = repository.Sign(tuf::kTargets, SignersOf(wanted.targets.keys)); !done)
    return done.error();
  const OnlineKeys online{SignersOf(wanted.snapshot.keys), SignersOf(wanted.timestamp.keys)};
  if (Status done = repository.SignTop(online, now + lifetimes.snapshot, now + lifetimes.timestamp); !done)
    return done.error();
  return repository;
}

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
#include "publish/rotation.h"

#include <set>
#include <string>

#include "publish/roles.h"
#include "tuf/trusted_set.h"

namespace watchword::publish {
namespace {

std::vector<SigningKey> AllSigners(const KeyChange& change) {
  std::vector<SigningKey> all;
  std::set<std::string> seen;
  for (const KeyFiles* keys : {&change.old_keys, &change.new_keys}) {
    for (SigningKey& key : SignersOf(*keys)) {
      if (seen.insert(key.public_part().id).second) all.push_back(std::move(key));
    }
  }
  return all;
}

Status ChangeKeys(Repository& repository, const char* role, const KeyChange& change) {
  if (Status counts = CheckCounts(repository, role, change.old_keys); !counts) return counts;
  if (change.threshold && change.new_keys.empty())
    return Error{ErrorCode::kInvalid,
                 std::string("another threshold of the role ") + role + " needs its keys named again"};
  if (change.new_keys.empty()) return {};
  const auto so_far = repository.Read(tuf::kRoot)["roles"][role]["threshold"].get<int>();
  const auto signers = MakeSigners(role, change.new_keys, change.threshold.value_or(so_far));
  if (!signers) return signers.error();
  repository.SetSigners(role, *signers);
  return {};
}

// Another version, so that both sets of keys can sign it.
Status SignAgain(Repository& repository, const char* role, const KeyChange& change, base::Time expires) {
  repository.SetExpiry(role, expires);
  return repository.Sign(role, AllSigners(change));
}

Status SignBelow(Repository& repository, const Rotation& rotation, const Lifetimes& lifetimes,
                 base::Time now) {
  const bool has_new_targets = !rotation.targets.new_keys.empty();
  const bool has_new_snapshot = !rotation.snapshot.new_keys.empty();
  if (!has_new_targets && !has_new_snapshot && rotation.timestamp.new_keys.empty()) return {};
  if (has_new_targets) {
    const base::Time expires = now + lifetimes.targets;
    if (Status done = SignAgain(repository, tuf::kTargets, rotation.targets, expires); !done) return done;
  }
  // The change of its expiry alone need not be one.
  if (has_new_snapshot) repository.Edit(tuf::kSnapshot);
  return repository.SignTop({AllSigners(rotation.snapshot), AllSigners(rotation.timestamp)},
                            now + lifetimes.snapshot, now + lifetimes.timestamp);
}

// Whether a client that has the old root takes the new one.
Status CheckSuccession(const std::string& old_root, const std::string& new_root, base::Time now) {
  auto trusted = tuf::TrustedSet::Begin(old_root, now);
  if (!trusted) return Context("the root so far", trusted.error());
  const Status added = trusted->AddRoot(new_root);
  return added ? Status() : Context("root", added.error());
}

}  // namespace

Status RotateRoot(Repository& repository, const Rotation& rotation, const Lifetimes& lifetimes,
                  base::Time now) {
  const std::string old_root = repository.BytesOf(tuf::kRoot);
  const std::pair<const char*, const KeyChange*> changes[] = {{tuf::kRoot, &rotation.root},
                                                              {tuf::kTargets, &rotation.targets},
                                                              {tuf::kSnapshot, &rotation.snapshot},
                                                              {tuf::kTimestamp, &rotation.timestamp}};
  for (const auto& [role, change] : changes) {
    if (Status changed = ChangeKeys(repository, role, *change); !changed) return changed;
  }
  const base::Time expires = now + lifetimes.root;
  if (Status done = SignAgain(repository, tuf::kRoot, rotation.root, expires); !done) return done;
  if (Status same = CheckSuccession(old_root, repository.BytesOf(tuf::kRoot), now); !same) return same;
  return SignBelow(repository, rotation, lifetimes, now);
}

}  // namespace watchword::publish

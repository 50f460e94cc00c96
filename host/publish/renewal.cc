// SPDX-License-Identifier: Apache-2.0
#include "publish/renewal.h"

#include "publish/roles.h"

namespace watchword::publish {

Status Renew(Repository& repository, const KeyFiles& snapshot, const KeyFiles& timestamp,
             const Lifetimes& lifetimes, base::Time now) {
  if (Status counts = CheckCounts(repository, tuf::kSnapshot, snapshot); !counts) return counts;
  if (Status counts = CheckCounts(repository, tuf::kTimestamp, timestamp); !counts) return counts;
  const base::Time expires = ExpiryOf(repository, tuf::kSnapshot);
  const bool is_fresh = expires - now > lifetimes.snapshot / 2;
  return repository.SignTop({SignersOf(snapshot), SignersOf(timestamp)},
                            is_fresh ? expires : now + lifetimes.snapshot, now + lifetimes.timestamp);
}

}  // namespace watchword::publish

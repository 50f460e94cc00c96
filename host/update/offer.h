// SPDX-License-Identifier: Apache-2.0
// What a repository offers (docs/publishing.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "tuf/client.h"

namespace watchword::update {

inline constexpr const char* kNeverFlagTarget = "never_flag.txt";

struct DeltaOffer {
  std::string from_sha256;  // of the body it leads from
  std::string path;         // of the target
};

struct Offer {
  std::string path;           // of the pack's target
  tuf::TrustedTarget target;  // the whole pack
  int version = 0;
  std::string body_sha256;
  std::size_t body_length = 0;
  std::vector<DeltaOffer> deltas;
  std::optional<base::Time> rollout_start;
  std::int64_t rollout_hours = 0;
  std::int64_t min_wait_s = 0;  // before the next check
  bool allow_fewer = false;     // rules or names than half of what is live, as a publisher who meant it says
};

// Of the pack of this name. Errors: of FindTarget; kForeign when a role vouches that may not; kInvalid with a
// JSON pointer.
Result<Offer> FindOffer(tuf::Client& client, const std::string& pack);

// Names that must never be flagged: the top role's own list, or nothing where it has none. Not fetched when
// it is `kept`. Errors: of Client.
Result<std::string> FindNeverFlag(tuf::Client& client, const std::string& kept);

// Whether a staged delivery has reached an installation's bucket, 0–99.
bool HasReached(const Offer& offer, int bucket, base::Time now);

}  // namespace watchword::update

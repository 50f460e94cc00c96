// SPDX-License-Identifier: Apache-2.0
// A pattern pack as a target that clients can choose: docs/publishing.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "publish/repository.h"

namespace watchword::publish {

struct PackOffer {
  std::string name = "base";  // packs/<name>/<name>.pack
  std::string role = "base";  // who signs for it
  std::optional<int> rollout_hours;
  std::optional<std::int64_t> min_wait_s;
  bool allow_fewer = false;  // clients take it though it has less than half of what they have
};

struct OfferedPack {
  std::string path;
  std::int64_t version = 0;
  std::size_t bytes = 0;
  std::size_t deltas = 0;
};

// Adds the pack to its role, with deltas from the packs before it, in place of the one that is there; the
// role is left to be signed. `folder` is where the repository was opened, `file` the pack.
//
// Errors: kInvalid when it is no pack, adds to a base and is called base or the other way round, its version
// is not higher than that of the published one, or clients would not take it from this role; kNotFound when
// there is no such role; kIo. REQUIRES: CheckForm.
Result<OfferedPack> OfferPack(Repository& repository, const base::FileSystem& files,
                              const std::string& folder, std::string_view file, const PackOffer& offer,
                              base::Time now);

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
// What has to be signed again because time passes.
#pragma once

#include "publish/key_file.h"
#include "publish/lifetimes.h"

namespace watchword::publish {

// A new timestamp, and a new snapshot when something changed or half of its time is over. Errors: kInvalid
// when a key does not count for its role. REQUIRES: CheckForm.
Status Renew(Repository& repository, const KeyFiles& snapshot, const KeyFiles& timestamp,
             const Lifetimes& lifetimes, base::Time now);

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
// The next root: other keys, other thresholds, or only more time.
#pragma once

#include <optional>

#include "publish/key_file.h"
#include "publish/lifetimes.h"

namespace watchword::publish {

struct KeyChange {
  KeyFiles old_keys;             // sign for those who have not seen the new root yet
  KeyFiles new_keys;             // empty: the keys stay
  std::optional<int> threshold;  // as it was
};

struct Rotation {
  KeyChange root;
  KeyChange targets;
  KeyChange snapshot;
  KeyChange timestamp;
};

// The root after the one there is, signed by as many of the old keys and of its own as each of them asks for.
//
// Where another role gets new keys, it is signed by old and new ones, with the snapshot and the timestamp:
// both roots accept that, so that neither order of reading shows anything broken. WriteTo therefore writes
// the root last. Errors: kInvalid, which names the role or the file. REQUIRES: CheckForm.
Status RotateRoot(Repository& repository, const Rotation& rotation, const Lifetimes& lifetimes,
                  base::Time now);

}  // namespace watchword::publish

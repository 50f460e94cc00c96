// SPDX-License-Identifier: Apache-2.0
// One pack of a base and what is added to it (docs/decisions/0027).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "pack/pack.h"

namespace watchword::pack {

struct NamedPack {
  std::string name;  // under which it is installed
  Pack pack;
};

// Adds them in order. One that does not fit is left out, for the reason that then stands in
// `info.additions`: it is for another base or a newer program, brings what only a base may, collides with
// what came before it, or names schemes, stages or reasons that nobody has. All else stays as the base says
// it; names that an addition calls good stay listed where they were.
//
// REQUIRES: CheckIsBase(base).
Pack Merge(Pack base, std::span<const NamedPack> additions);

// Error: kInvalid when it adds to another pack.
Status CheckIsBase(const Pack& pack);

// A pack as it lies on a disk.
struct NamedFile {
  std::string name;
  std::string file;      // envelope and body
  std::string left_out;  // why it is not to be merged; mostly empty
};

struct Combined {
  Pack pack;
  std::string digest;
};

// The same from files, the base first. An addition that does not read is left out too. Errors: those of
// Verify and Decode for the base; those of ReadHead for each.
Result<Combined> Combine(std::span<const NamedFile> files);

// What a combination is known by, the base's digest first: of a base alone its own, else a hash of them all
// and of this program's version, for which an addition may be too new.
std::string CombinedDigest(std::span<const std::string> digests);

}  // namespace watchword::pack

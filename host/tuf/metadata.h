// SPDX-License-Identifier: Apache-2.0
// What the four kinds of TUF metadata say, as plain values. Reading them checks
// their form only; whether to believe them is for TrustedSet.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "tuf/digest.h"
#include "tuf/json.h"
#include "tuf/keys.h"

namespace watchword::tuf {

inline constexpr const char* kRoot = "root";
inline constexpr const char* kTimestamp = "timestamp";
inline constexpr const char* kSnapshot = "snapshot";
inline constexpr const char* kTargets = "targets";

bool IsTopLevel(const std::string& role);

struct Head {
  std::int64_t version = 0;  // at least 1
  base::Time expires;
};

// Keys of kinds we know, by id.
using Keys = std::map<std::string, PublicKey>;

// Who signs: at least `threshold` of these keys.
struct Role {
  std::vector<std::string> key_ids;  // each once; of keys that we may not know
  std::int64_t threshold = 1;
};

struct Root : Head {
  bool consistent_snapshot = false;
  Keys keys;
  std::map<std::string, Role> roles;  // the four of the top level and maybe others
};

// A metadata file as another one describes it.
struct FileInfo {
  std::int64_t version = 0;
  std::optional<std::size_t> length;  // bytes, at most
  Hashes hashes;                      // may be empty
};

struct Timestamp : Head {
  FileInfo snapshot;
};

struct Snapshot : Head {
  std::map<std::string, FileInfo> roles;  // by name: "targets", and every delegated role
};

struct TargetInfo {
  std::size_t length = 0;
  Hashes hashes;  // not empty
  Json custom;    // null when there is none
};

struct Delegation : Role {
  std::string name;
  bool terminating = false;
  std::vector<std::string> paths;          // patterns; either these …
  std::vector<std::string> path_prefixes;  // … or beginnings of the path's SHA-256 in hexadecimal

  bool Covers(const std::string& path) const;
};

struct Targets : Head {
  std::map<std::string, TargetInfo> targets;  // by path
  Keys keys;                                  // of the delegations
  std::vector<Delegation> delegations;        // the first has priority
};

// The "signed" part of a file. Errors: kInvalid "/signed/version: missing"; kUnsupported for
// a spec_version other than 1.x or a kind of delegation we do not know.
Result<Root> ReadRoot(const base::JsonCursor& part);
Result<Timestamp> ReadTimestamp(const base::JsonCursor& part);
Result<Snapshot> ReadSnapshot(const base::JsonCursor& part);
Result<Targets> ReadTargets(const base::JsonCursor& part);

}  // namespace watchword::tuf

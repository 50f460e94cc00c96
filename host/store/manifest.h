// SPDX-License-Identifier: Apache-2.0
// What a generation holds, as its manifest.json says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace watchword::store {

inline constexpr const char* kManifest = "manifest.json";
inline constexpr std::size_t kMaxManifestBytes = 256 * 1024;
inline constexpr std::size_t kMaxPacks = 64;

struct PackEntry {
  std::string name;            // base, domains, lang-de, …
  std::string digest;          // that the envelope claims
  std::uint64_t bytes = 0;     // of the file
  std::uint64_t sequence = 0;  // only goes up, for one name
  std::string identity;        // of what is inside, the same however it came here
};

struct Manifest {
  std::vector<PackEntry> packs;  // in the order they were installed in
  std::int64_t installed = 0;    // seconds since 1970
};

// Lower-case letters, digits, '-', '.', '_', no more than 64, none of the last three first: safe as a file's
// name.
bool IsPackName(std::string_view name);

// The file of a pack in its generation.
std::string FileOf(const std::string& pack_name);

std::string ToText(const Manifest& manifest);

// Errors: kInvalid, kTooLarge; names the place.
Result<Manifest> ReadManifest(std::string_view text);

}  // namespace watchword::store

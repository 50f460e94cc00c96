// SPDX-License-Identifier: Apache-2.0
// One generation on the disk, and the line that says which one counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/folder.h"
#include "store/manifest.h"

namespace watchword::store {

inline constexpr const char* kGenerations = "gen";
inline constexpr const char* kCurrent = "CURRENT";

// How much of it is read.
enum class Care {
  kHeads,  // sizes and envelopes: what a host that starts can afford
  kWhole,  // every byte
};

struct Generation {
  std::uint64_t number = 0;
  Manifest manifest;
  std::string manifest_digest;
};

// What CURRENT says.
struct Pointer {
  std::uint64_t number = 0;
  std::string manifest_digest;
};

// 123 ↔ "000123".
std::string NameOf(std::uint64_t number);
std::optional<std::uint64_t> NumberOf(std::string_view name);

std::string ToText(const Pointer& pointer);
// Error: kInvalid.
Result<Pointer> ReadPointer(std::string_view text);

// Numbers of all generations, finished or not, the highest first. `generations` is the folder kGenerations.
Result<std::vector<std::uint64_t>> NumbersIn(const Folder& generations);

// Errors: kNotFound and kIo, kInvalid and kForeign: it is not one to use; names the culprit.
Result<Generation> ReadGeneration(const Folder& generations, std::uint64_t number, Care care);

}  // namespace watchword::store

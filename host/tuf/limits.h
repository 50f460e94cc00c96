// SPDX-License-Identifier: Apache-2.0
// How much of anything a repository may make us read.
#pragma once

#include <cstddef>

namespace watchword::tuf {

// Bytes. The signed length counts where there is one and it is smaller.
inline constexpr std::size_t kMaxRootBytes = 512'000;
inline constexpr std::size_t kMaxTimestampBytes = 16'384;
inline constexpr std::size_t kMaxSnapshotBytes = 2'000'000;
inline constexpr std::size_t kMaxTargetsBytes = 5'000'000;
inline constexpr std::size_t kMaxTargetBytes = 64 * 1024 * 1024;

// New roots in one cycle.
inline constexpr int kMaxRootSteps = 256;

// Roles that are read while one target is searched, "targets" among them.
inline constexpr std::size_t kMaxRolesVisited = 32;

inline constexpr int kMaxJsonDepth = 32;

}  // namespace watchword::tuf

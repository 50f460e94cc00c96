// SPDX-License-Identifier: Apache-2.0
// Numbers of the protocol (docs/protocol.md). They are on the wire: append only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace watchword::message {

inline constexpr int kProtocolVersion = 1;

// The browser drops the port when a host sends more than this.
inline constexpr std::size_t kMaxReplyBytes = 1024 * 1024;

// We refuse requests above this; the browser would allow far more.
inline constexpr std::size_t kMaxRequestBytes = 1024 * 1024;

inline constexpr std::int64_t kLargestId = 0xFFFFFFFF;
inline constexpr int kMaxDepth = 16;
inline constexpr std::size_t kMaxMessages = 500;
inline constexpr std::int64_t kLatestDay = 4'000'000;  // since 1970-01-01
inline constexpr std::size_t kMaxMemoryBytes = 4096;
inline constexpr std::size_t kMaxOthers = 4;
inline constexpr std::int64_t kMostBlockNames = 1'000'000;
// Of one reply; the next ones are asked for.
inline constexpr std::size_t kMaxBlockNamesBytes = 512 * 1024;

enum class Code : int {
  kNotJson = 101,
  kNotAnObject = 102,
  kBadMember = 103,
  kUnknownKind = 104,
  kTooDeep = 105,
  kTooLarge = 106,
  kUnsupportedProtocol = 107,
  kNoPack = 201,
  kImageMissing = 202,
  kCompileFailed = 203,
  kUpdateFailed = 204,
  kNoRepository = 205,
  kInternal = 301,
};

}  // namespace watchword::message

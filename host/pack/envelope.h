// SPDX-License-Identifier: Apache-2.0
// The outside of a pack: magic, format, limits, digest (docs/pack_format.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::pack {

// These numbers are on disk; a changed meaning needs a new one.
inline constexpr std::uint32_t kFormat = 1;
inline constexpr std::size_t kEnvelopeBytes = 40;
inline constexpr std::size_t kMaxStoredBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxBodyBytes = 64 * 1024 * 1024;

// The body of a pack whose envelope and digest were checked. Only Verify makes one.
class VerifiedPack {
 public:
  const std::string& body() const { return body_; }
  // 32 hexadecimal digits.
  const std::string& digest() const { return digest_; }

 private:
  VerifiedPack(std::string body, std::string digest) : body_(std::move(body)), digest_(std::move(digest)) {}
  friend Result<VerifiedPack> Verify(std::string_view file);

  std::string body_;
  std::string digest_;
};

// Errors: kInvalid (not a pack, damaged: "digest differs"), kUnsupported (newer
// format), kTooLarge (decided before unpacking).
Result<VerifiedPack> Verify(std::string_view file);

// The digest an envelope claims, 32 hexadecimal digits, before anything is checked: enough to look for what
// was made from the pack. Errors: kInvalid, kUnsupported.
Result<std::string> ClaimedDigest(std::string_view file);

// Wraps a body. Error: kTooLarge.
Result<std::string> Seal(std::string_view body);

}  // namespace watchword::pack

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
  // What the envelope says; 0 when it says none.
  std::uint32_t version() const { return version_; }

 private:
  VerifiedPack(std::string body, std::string digest, std::uint32_t version)
      : body_(std::move(body)), digest_(std::move(digest)), version_(version) {}
  friend Result<VerifiedPack> Verify(std::string_view file);

  std::string body_;
  std::string digest_;
  std::uint32_t version_;
};

// Errors: kInvalid (not a pack, damaged: "digest differs"), kUnsupported (newer
// format), kTooLarge (decided before unpacking).
Result<VerifiedPack> Verify(std::string_view file);

// What an envelope claims before anything is checked: enough to look for what was made from the pack, and to
// choose between two.
struct Head {
  std::string digest;         // 32 hexadecimal digits
  std::uint32_t version = 0;  // 0 when it says none
  std::size_t file_bytes = 0;
};

// Needs the first kEnvelopeBytes of a file only. Errors: kInvalid, kUnsupported, kTooLarge.
Result<Head> ReadHead(std::string_view file);

// Whether what is stored has the digest the envelope claims; cheaper than Verify, which unpacks it too.
// Errors: those of Verify.
Status CheckStored(std::string_view file);

// The digest of any bytes, 32 hexadecimal digits: XXH3-128. Finds damage, not malice.
std::string DigestOf(std::string_view bytes);

enum class Effort {
  kPublish,  // as small as it gets: made once, fetched by many
  kLocal,    // quick: stays on this computer
};

// Wraps a body. `version` is what the body's own `pack.version` says, 0 for none. Error: kTooLarge.
Result<std::string> Seal(std::string_view body, std::uint32_t version = 0, Effort effort = Effort::kPublish);

}  // namespace watchword::pack

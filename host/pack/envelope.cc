// SPDX-License-Identifier: Apache-2.0
#include "pack/envelope.h"

#include <xxhash.h>
#include <zstd.h>

#include <array>

namespace watchword::pack {
namespace {

constexpr std::string_view kMagic("WWPACK\0\0", 8);
constexpr int kPublishLevel = 19;
constexpr int kLocalLevel = 3;
constexpr std::size_t kVersionAt = 20;

std::uint32_t ReadNumber(std::string_view file, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(file[at + i])) << (8 * i);
  }
  return number;
}

void AppendNumber(std::size_t number, std::string& to) {
  for (int i = 0; i < 4; ++i) to.push_back(static_cast<char>((number >> (8 * i)) & 0xFF));
}

// The version is the seed, so that damage to it is found as well.
std::string Digest(std::string_view bytes, std::uint32_t version) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_withSeed(bytes.data(), bytes.size(), version));
  std::string digest;
  for (const unsigned char byte : canonical.digest) digest.push_back(static_cast<char>(byte));
  return digest;
}

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

Error Invalid(std::string message) {
  return Error{ErrorCode::kInvalid, std::move(message)};
}

Status CheckSize(const char* what, std::size_t bytes, std::size_t most) {
  if (bytes <= most) return {};
  return Error{ErrorCode::kTooLarge, std::string(what) + " has " + std::to_string(bytes) +
                                         " bytes, at most " + std::to_string(most)};
}

Status CheckHead(std::string_view file) {
  if (file.size() < kEnvelopeBytes || !file.starts_with(kMagic)) return Invalid("not a pattern pack");
  const std::uint32_t format = ReadNumber(file, 8);
  if (format > kFormat) {
    return Error{ErrorCode::kUnsupported,
                 "pack format " + std::to_string(format) + " is newer than this program, update it"};
  }
  if (format == 0) return Invalid("not a pattern pack");
  if (const Status size = CheckSize("the stored body", ReadNumber(file, 12), kMaxStoredBytes); !size)
    return size;
  return CheckSize("the body", ReadNumber(file, 16), kMaxBodyBytes);
}

Status CheckDigest(std::string_view file) {
  const std::string_view stored = file.substr(kEnvelopeBytes);
  if (stored.size() != ReadNumber(file, 12)) return Invalid("the pack is cut or has bytes too many");
  if (Digest(stored, ReadNumber(file, kVersionAt)) != file.substr(24, 16))
    return Invalid("the pack is damaged: its digest differs");
  return {};
}

}  // namespace

Status CheckStored(std::string_view file) {
  if (const Status head = CheckHead(file); !head) return head;
  return CheckDigest(file);
}

Result<VerifiedPack> Verify(std::string_view file) {
  if (const Status whole = CheckStored(file); !whole) return whole.error();
  const std::string_view stored = file.substr(kEnvelopeBytes);
  std::string body(ReadNumber(file, 16), '\0');
  const std::size_t got = ZSTD_decompress(body.data(), body.size(), stored.data(), stored.size());
  if (ZSTD_isError(got) || got != body.size())
    return Invalid("the pack is damaged: its body does not unpack");
  return VerifiedPack(std::move(body), Hex(file.substr(24, 16)), ReadNumber(file, kVersionAt));
}

Result<Head> ReadHead(std::string_view file) {
  if (const Status head = CheckHead(file); !head) return head.error();
  return Head{Hex(file.substr(24, 16)), ReadNumber(file, kVersionAt), kEnvelopeBytes + ReadNumber(file, 12)};
}

std::string DigestOf(std::string_view bytes) {
  return Hex(Digest(bytes, 0));
}

Result<std::string> Seal(std::string_view body, std::uint32_t version, Effort effort) {
  if (const Status size = CheckSize("the body", body.size(), kMaxBodyBytes); !size) return size.error();
  const int level = effort == Effort::kPublish ? kPublishLevel : kLocalLevel;
  std::string stored(ZSTD_compressBound(body.size()), '\0');
  const std::size_t used = ZSTD_compress(stored.data(), stored.size(), body.data(), body.size(), level);
  if (ZSTD_isError(used)) return Invalid(ZSTD_getErrorName(used));
  stored.resize(used);
  if (const Status size = CheckSize("the stored body", used, kMaxStoredBytes); !size) return size.error();
  std::string file(kMagic);
  for (const std::size_t number : {std::size_t{kFormat}, used, body.size(), std::size_t{version}})
    AppendNumber(number, file);
  return file + Digest(stored, version) + stored;
}

}  // namespace watchword::pack

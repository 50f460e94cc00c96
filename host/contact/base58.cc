// SPDX-License-Identifier: Apache-2.0
#include "contact/base58.h"

#include <nettle/sha2.h>

#include <algorithm>
#include <array>

namespace watchword::contact {
namespace {

constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t kChecksumBytes = 4;

using Digest = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

Digest Sha256(const std::uint8_t* bytes, std::size_t size) {
  sha256_ctx context;
  Digest digest;
  sha256_init(&context);
  sha256_update(&context, size, bytes);
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

// number = number * 58 + digit, the most significant byte first.
void Append(std::size_t digit, std::vector<std::uint8_t>& number) {
  std::size_t carry = digit;
  for (auto byte = number.rbegin(); byte != number.rend(); ++byte) {
    carry += std::size_t{58} * *byte;
    *byte = static_cast<std::uint8_t>(carry & 0xFF);
    carry >>= 8;
  }
  if (carry > 0) number.insert(number.begin(), static_cast<std::uint8_t>(carry));
}

}  // namespace

std::optional<std::vector<std::uint8_t>> DecodeBase58(std::string_view text) {
  if (text.size() > kMaxBase58) return std::nullopt;
  std::vector<std::uint8_t> number;
  for (const char c : text) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    Append(digit, number);
  }
  // Every leading "1" is a zero byte.
  const auto zeros = std::min(text.find_first_not_of('1'), text.size());
  number.insert(number.begin(), zeros, 0);
  return number;
}

std::optional<std::vector<std::uint8_t>> DecodeBase58Check(std::string_view text) {
  auto bytes = DecodeBase58(text);
  if (!bytes || bytes->size() <= kChecksumBytes) return std::nullopt;
  const std::size_t size = bytes->size() - kChecksumBytes;
  const Digest once = Sha256(bytes->data(), size);
  const Digest twice = Sha256(once.data(), once.size());
  if (!std::equal(bytes->begin() + static_cast<std::ptrdiff_t>(size), bytes->end(), twice.begin()))
    return std::nullopt;
  bytes->resize(size);
  return bytes;
}

}  // namespace watchword::contact

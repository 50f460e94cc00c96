// SPDX-License-Identifier: Apache-2.0
#include "tuf/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/ascii.h"

namespace watchword::tuf {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string Digest(const EVP_MD* algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
  return {digest.begin(), digest.begin() + size};
}

const EVP_MD* AlgorithmOf(std::string_view name) {
  if (name == "sha256") return EVP_sha256();
  if (name == "sha512") return EVP_sha512();
  return nullptr;
}

}  // namespace

std::string Hex(std::string_view bytes) {
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits.push_back(kDigits[byte >> 4]);
    digits.push_back(kDigits[byte & 0xF]);
  }
  return digits;
}

std::optional<std::string> FromHex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto high = kDigits.find(base::LowerAscii(digits[i]));
    const auto low = kDigits.find(base::LowerAscii(digits[i + 1]));
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

std::string Sha256(std::string_view bytes) {
  return Digest(EVP_sha256(), bytes);
}

std::string Sha256Hex(std::string_view bytes) {
  return Hex(Sha256(bytes));
}

Status CheckHashes(std::string_view bytes, const Hashes& hashes) {
  bool any = false;
  for (const auto& [name, wanted] : hashes) {
    const EVP_MD* algorithm = AlgorithmOf(name);
    if (algorithm == nullptr) continue;
    any = true;
    const std::string digest = Hex(Digest(algorithm, bytes));
    if (digest != base::LowerAscii(wanted))
      return Error{ErrorCode::kInvalid, "its " + name + " is " + digest + ", not " + wanted};
  }
  if (!any) return Error{ErrorCode::kUnsupported, "it has no hash of an algorithm we know"};
  return {};
}

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
#include "contact/eip55.h"

#include <nettle/sha3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.h"

namespace watchword::contact {
namespace {

constexpr std::size_t kDigits = 40;
constexpr std::size_t kRateBytes = 136;  // of Keccak-256

bool IsHexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool IsCapital(char c) {
  return c >= 'A' && c <= 'F';
}

// The first bytes of Keccak-256, of a text that fits into one block. SHA-3 pads otherwise.
std::array<std::uint8_t, kDigits / 2> Keccak256(const std::string& text) {
  std::array<std::uint8_t, kRateBytes> block{};
  std::copy(text.begin(), text.end(), block.begin());
  block[text.size()] ^= 0x01;
  block.back() ^= 0x80;
  sha3_state state{};
  for (std::size_t i = 0; i < block.size(); ++i)
    state.a[i / 8] |= static_cast<std::uint64_t>(block[i]) << 8 * (i % 8);
  sha3_permute(&state);
  std::array<std::uint8_t, kDigits / 2> digest{};
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(state.a[i / 8] >> 8 * (i % 8));
  return digest;
}

}  // namespace

bool IsEthereumAddress(std::string_view text) {
  if (text.size() != kDigits + 2 || !text.starts_with("0x")) return false;
  const std::string_view digits = text.substr(2);
  if (!std::all_of(digits.begin(), digits.end(), IsHexadecimal)) return false;
  const std::string small = base::LowerAscii(digits);
  const auto letters = std::count_if(small.begin(), small.end(), [](char c) { return c >= 'a'; });
  const auto capitals = std::count_if(digits.begin(), digits.end(), IsCapital);
  if (capitals == 0 || capitals == letters) return true;
  const auto digest = Keccak256(small);
  for (std::size_t i = 0; i < kDigits; ++i) {
    const int nibble = digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF;
    if (small[i] >= 'a' && IsCapital(digits[i]) != (nibble >= 8)) return false;
  }
  return true;
}

}  // namespace watchword::contact

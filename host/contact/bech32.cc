// SPDX-License-Identifier: Apache-2.0
#include "contact/bech32.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace watchword::contact {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kMaxBytes = 90;
constexpr std::size_t kChecksumSymbols = 6;
constexpr std::uint32_t kBech32 = 1;
constexpr std::uint32_t kBech32m = 0x2bc830a3;
constexpr std::uint8_t kMaxVersion = 16;

using Symbols = std::vector<std::uint8_t>;  // of five bits

// The remainder that both encodings check: over GF(32), as BIP 173 defines it.
std::uint32_t Polymod(const Symbols& symbols) {
  constexpr std::array<std::uint32_t, 5> kGenerator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                       0x2a1462b3};
  std::uint32_t remainder = 1;
  for (const std::uint8_t symbol : symbols) {
    const std::uint32_t top = remainder >> 25;
    remainder = (remainder & 0x1ffffff) << 5 ^ symbol;
    for (std::size_t i = 0; i < kGenerator.size(); ++i) {
      if ((top >> i & 1) != 0) remainder ^= kGenerator[i];
    }
  }
  return remainder;
}

Symbols Expand(std::string_view human_readable) {
  Symbols symbols;
  for (const char c : human_readable) symbols.push_back(static_cast<std::uint8_t>(c >> 5));
  symbols.push_back(0);
  for (const char c : human_readable) symbols.push_back(static_cast<std::uint8_t>(c & 31));
  return symbols;
}

std::optional<Symbols> ReadSymbols(std::string_view data) {
  Symbols symbols;
  for (const char c : data) {
    const auto symbol = kAlphabet.find(c);
    if (symbol == std::string_view::npos) return std::nullopt;
    symbols.push_back(static_cast<std::uint8_t>(symbol));
  }
  return symbols;
}

// Bytes in five-bit symbols: at most four bits are left over, and they are zero.
bool IsWholeProgram(const Symbols& program, std::uint8_t version) {
  const std::size_t bytes = program.size() * 5 / 8;
  const std::size_t left = program.size() * 5 % 8;
  if (left > 4 || (program.back() & ((1u << left) - 1)) != 0) return false;
  return version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40;
}

}  // namespace

bool IsSegwitAddress(std::string_view text, std::string_view human_readable) {
  const std::size_t data = human_readable.size() + 1;
  if (text.size() > kMaxBytes || text.size() < data + kChecksumSymbols + 2) return false;
  if (!text.starts_with(human_readable) || text[human_readable.size()] != '1') return false;
  const auto symbols = ReadSymbols(text.substr(data));
  if (!symbols) return false;
  Symbols checked = Expand(human_readable);
  checked.insert(checked.end(), symbols->begin(), symbols->end());
  const std::uint8_t version = symbols->front();
  if (version > kMaxVersion || Polymod(checked) != (version == 0 ? kBech32 : kBech32m)) return false;
  const Symbols program(symbols->begin() + 1, symbols->end() - kChecksumSymbols);
  return IsWholeProgram(program, version);
}

}  // namespace watchword::contact

// SPDX-License-Identifier: Apache-2.0
// Base58 and Base58Check, as Bitcoin writes numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace watchword::contact {

// Longer ones are no addresses.
inline constexpr std::size_t kMaxBase58 = 64;

// Nothing when a character is none of the alphabet, or there are more than kMaxBase58.
std::optional<std::vector<std::uint8_t>> DecodeBase58(std::string_view text);

// What stands before the four bytes of the checksum; nothing when they do not fit it.
std::optional<std::vector<std::uint8_t>> DecodeBase58Check(std::string_view text);

}  // namespace watchword::contact

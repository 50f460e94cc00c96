// SPDX-License-Identifier: Apache-2.0
// SHA-2 and hexadecimal digits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::tuf {

// Small letters.
std::string Hex(std::string_view bytes);

// Nothing unless it is an even number of hexadecimal digits.
std::optional<std::string> FromHex(std::string_view digits);

// As bytes.
std::string Sha256(std::string_view bytes);

std::string Sha256Hex(std::string_view bytes);

// Hexadecimal digests by the name of their algorithm.
using Hashes = std::map<std::string, std::string>;

// Every hash whose algorithm is known ("sha256", "sha512") must fit, and at least one must be known.
// Error: kInvalid "its sha256 is …, not …".
Status CheckHashes(std::string_view bytes, const Hashes& hashes);

}  // namespace watchword::tuf

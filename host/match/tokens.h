// SPDX-License-Identifier: Apache-2.0
// Normal spelling cut into what phrases speak of: words, single characters of
// scripts written without spaces, borders.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace watchword::match {

enum class TokenKind : std::uint8_t { kSpaced, kUnspaced, kBorder };

struct Token {
  std::uint32_t begin = 0;  // bytes of the reading, half-open
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::kSpaced;
};

// `token` is not empty.
TokenKind TokenKindOf(std::string_view token);

// All tokens of a piece of normal spelling, in order.
std::vector<Token> Tokenize(std::string_view normal);

}  // namespace watchword::match

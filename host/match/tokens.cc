// SPDX-License-Identifier: Apache-2.0
#include "match/tokens.h"

#include "base/utf8.h"
#include "text/chars.h"

namespace watchword::match {
namespace {

// Only the first character of a stretch without spaces tells what it is:
// normal spelling never mixes the two kinds without a space between.
std::uint32_t StretchEnd(std::string_view normal, std::size_t at) {
  const auto end = normal.find(' ', at);
  return static_cast<std::uint32_t>(end == std::string_view::npos ? normal.size() : end);
}

}  // namespace

TokenKind TokenKindOf(std::string_view token) {
  if (token[0] == '\n') return TokenKind::kBorder;
  if (static_cast<unsigned char>(token[0]) < 0xE0) return TokenKind::kSpaced;
  const auto kind = text::KindOf(base::DecodeUtf8(token, 0).code_point);
  return kind == text::CharKind::kUnspaced ? TokenKind::kUnspaced : TokenKind::kSpaced;
}

std::vector<Token> Tokenize(std::string_view normal) {
  std::vector<Token> tokens;
  tokens.reserve(normal.size() / 5 + 1);
  for (std::size_t at = 0; at < normal.size();) {
    if (normal[at] == ' ') {
      ++at;
      continue;
    }
    const std::uint32_t stretch = StretchEnd(normal, at);
    const TokenKind kind = TokenKindOf(normal.substr(at));
    while (at < stretch) {
      const std::size_t length =
          kind == TokenKind::kUnspaced ? base::DecodeUtf8(normal, at).bytes : stretch - at;
      tokens.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length), kind});
      at += length;
    }
  }
  return tokens;
}

}  // namespace watchword::match

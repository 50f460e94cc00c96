// SPDX-License-Identifier: Apache-2.0
// Text in normal spelling, and the way back to what was typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::text {

// UTF-16 code units of the original, half-open.
struct OriginalRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend auto operator<=>(const OriginalRange&, const OriginalRange&) = default;
};

enum class AddressKind { kUrl, kInviteLink, kHandle, kWallet };

struct Address {
  AddressKind kind = AddressKind::kUrl;
  OriginalRange range;
};

enum class TokenKind : std::uint8_t {
  kSpaced,    // a word of a script that separates words, or a symbol
  kUnspaced,  // one character of a script that does not
  kBorder,    // no phrase crosses it
};

// `token` is not empty and in normal spelling.
TokenKind TokenKindOf(std::string_view token);

// What phrases speak of, and where it came from.
struct Token {
  std::uint32_t begin = 0;  // bytes of the reading, half-open, without the spaces around
  std::uint32_t end = 0;
  std::uint32_t original_begin = 0;  // UTF-16 units of the original, half-open; 0 for borders
  std::uint32_t original_end = 0;
  TokenKind kind = TokenKind::kSpaced;
  friend bool operator==(const Token&, const Token&) = default;
};

// Tokens of a reading, half-open.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

// One spelling of the text: " word word \n word ".
class Reading {
 public:
  Reading(std::string bytes, std::vector<Token> tokens)
      : bytes_(std::move(bytes)), tokens_(std::move(tokens)) {}

  const std::string& bytes() const { return bytes_; }
  const std::vector<Token>& tokens() const { return tokens_; }  // ascending

  std::string_view At(std::size_t token) const {
    return std::string_view(bytes_).substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }

  // What was typed for these tokens, everything between included. The range is
  // not empty and neither begins nor ends with a border.
  OriginalRange OriginalOf(TokenRange range) const {
    return {tokens_[range.begin].original_begin, tokens_[range.end - 1].original_end};
  }

 private:
  std::string bytes_;
  std::vector<Token> tokens_;
};

// Further readings keep this many tokens of the text on both sides of what they
// undo, or all up to the next border. No phrase spans so many (host/match
// limits them), so what lies farther away could add nothing.
inline constexpr std::size_t kEvasionReach = 224;

// Valid UTF-8 in normal spelling. The first reading is the plain one and holds
// the whole text; others undo evasive spellings and hold only the stretches
// around them, with a border between two stretches. Only Normalize makes one.
class NormalText {
 public:
  const std::vector<Reading>& readings() const { return readings_; }
  const Reading& plain() const { return readings_.front(); }
  const std::vector<Address>& addresses() const { return addresses_; }

 private:
  NormalText() = default;
  friend NormalText Normalize(std::string_view utf8);

  std::vector<Reading> readings_;  // never empty
  std::vector<Address> addresses_;
};

// Never fails: ill-formed UTF-8 counts as U+FFFD, which separates words.
// Linear in the length of the text.
NormalText Normalize(std::string_view utf8);

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// Writes tokens with the right thing between them, as fast as memory allows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/chars.h"
#include "text/normal_text.h"

namespace watchword::text {

enum class Gap : std::uint8_t { kNone, kSpace, kBorder };

class Writer {
 public:
  explicit Writer(std::size_t size) : bytes_(size + size / 8 + 2 * kRoom, ' ') {
    tokens_.reserve(size / 4 + 2);
  }

  void Break(Gap gap) { pending_ = std::max(pending_, gap); }

  void Put(char32_t c, CharKind kind, std::uint32_t begin, std::uint32_t end) {
    MakeRoom(kRoom);
    if (Separate(kind)) BeginToken(kind, begin);
    Append(c);
    Token& token = tokens_.back();
    token.end = Size();
    token.original_end = std::max(token.original_end, end);
    last_ = kind;
    pending_ = Gap::kNone;
  }

  // A mark belongs to the character just written.
  void PutMark(char32_t c, std::uint32_t begin, std::uint32_t end) {
    if (pending_ == Gap::kNone && size_ > 0) Put(c, last_, begin, end);
  }

  // A word of ASCII letters and digits in parts, from the first to EndWord.
  void BeginWord(std::uint32_t begin) {
    MakeRoom(kRoom);
    Separate(CharKind::kSpaced);
    BeginToken(CharKind::kSpaced, begin);
  }
  void AppendToWord(std::string_view part, bool may_read_on) {
    MakeRoom(part.size() + kRoom);
    may_read_on ? AppendEights(part) : AppendOnes(part);
  }
  void EndWord(std::uint32_t end) {
    tokens_.back().end = Size();
    tokens_.back().original_end = end;
    last_ = CharKind::kSpaced;
    pending_ = Gap::kNone;
  }

  Reading Finish() && {
    MakeRoom(1);
    bytes_[size_++] = ' ';
    bytes_.resize(size_);
    return Reading(std::move(bytes_), std::move(tokens_));
  }

 private:
  static constexpr std::size_t kRoom = 16;  // a border, a character and what AppendEights writes too much

  std::uint32_t Size() const { return static_cast<std::uint32_t>(size_); }

  void MakeRoom(std::size_t more) {
    if (size_ + more > bytes_.size()) bytes_.resize(2 * bytes_.size() + more);
  }

  // Writes what stands between; whether the next character begins a token.
  bool Separate(CharKind next) {
    if (size_ == 0) {
      bytes_[size_++] = ' ';
      return true;
    }
    if (pending_ == Gap::kBorder) {
      PutBorder();
      return true;
    }
    if (next != last_) {
      bytes_[size_++] = ' ';
      return true;
    }
    if (next == CharKind::kUnspaced) return true;
    if (next == CharKind::kSpaced && pending_ == Gap::kNone) return false;
    bytes_[size_++] = ' ';
    return true;
  }

  void PutBorder() {
    std::memcpy(&bytes_[size_], " \n ", 3);
    size_ += 3;
    tokens_.push_back({.begin = Size() - 2, .end = Size() - 1, .kind = TokenKind::kBorder});
  }

  void BeginToken(CharKind kind, std::uint32_t begin) {
    const bool unspaced = kind == CharKind::kUnspaced;
    tokens_.push_back({Size(), Size(), begin, begin, unspaced ? TokenKind::kUnspaced : TokenKind::kSpaced});
  }

  void Append(char32_t c) {
    const auto put = [this](char32_t byte) { bytes_[size_++] = static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
      put(0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        put(0xE0 | (c >> 12));
      } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
      }
      put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
  }

  // ASCII letters and digits become small letters and digits by setting one bit.
  void AppendOnes(std::string_view part) {
    for (const char c : part) bytes_[size_++] = static_cast<char>(c | 0x20);
  }

  // Reads and writes up to seven bytes more than there are.
  void AppendEights(std::string_view part) {
    for (std::size_t i = 0; i < part.size(); i += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, part.data() + i, 8);
      eight |= 0x2020202020202020u;
      std::memcpy(&bytes_[size_ + i], &eight, 8);
    }
    size_ += part.size();
  }

  std::string bytes_;  // the first size_ bytes count
  std::size_t size_ = 0;
  std::vector<Token> tokens_;
  CharKind last_ = CharKind::kSpace;
  Gap pending_ = Gap::kNone;
};

}  // namespace watchword::text

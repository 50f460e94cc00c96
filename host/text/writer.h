// SPDX-License-Identifier: Apache-2.0
// Writes tokens with the right thing between them, as fast as memory allows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "text/chars.h"
#include "text/normal_text.h"

namespace watchword::text {

enum class Gap : std::uint8_t { kNone, kSpace, kBorder };

// Where the next character goes.
inline char* WriteUtf8(char32_t c, char* to) {
  const auto put = [&to](char32_t byte) { *to++ = static_cast<char>(byte); };
  const auto trail = [&put, c](int shift) { put(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    trail(0);
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    trail(6);
    trail(0);
  } else {
    put(0xF0 | (c >> 18));
    trail(12);
    trail(6);
    trail(0);
  }
  return to;
}

class Writer {
 public:
  explicit Writer(std::size_t size) : bytes_(size + size / 8 + kSlack, ' ') { tokens_.reserve(size / 4 + 2); }

  void Break(Gap gap) { pending_ = std::max(pending_, gap); }

  void Put(char32_t c, CharKind kind, std::uint32_t begin, std::uint32_t end) {
    MakeRoom(kRoom);
    const bool begins = Separate(kind);
    const std::uint32_t first = Size();
    Append(c);
    if (begins) {
      AddToken(first, begin, end, TokenKindFor(kind));
    } else {
      tokens_.back().end = Size();
      tokens_.back().original_end = std::max(tokens_.back().original_end, end);
    }
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
    AddToken(Size(), begin, begin, TokenKind::kSpaced);
  }
  void AppendToWord(char32_t c) {
    MakeRoom(kRoom);
    Append(c);
  }
  // Room, of which Advance says how much counts.
  char* Room(std::size_t bytes) {
    MakeRoom(bytes);
    return &bytes_[size_];
  }
  void Advance(std::size_t bytes) { size_ += bytes; }
  void EndWord(std::uint32_t end) {
    tokens_.back().end = Size();
    tokens_.back().original_end = end;
    last_ = CharKind::kSpaced;
    pending_ = Gap::kNone;
  }

  // What has been written since a state can be taken back.
  struct State {
    std::size_t size;
    std::size_t tokens;
  };
  State state() const { return {size_, tokens_.size()}; }
  void Restore(State state) {
    size_ = state.size;
    tokens_.resize(state.tokens);
  }

  Reading Finish() && {
    MakeRoom(1);
    bytes_[size_++] = ' ';
    bytes_.resize(size_);
    return Reading(std::move(bytes_), std::move(tokens_));
  }

 private:
  static constexpr std::size_t kRoom = 16;    // more than a border and a character
  static constexpr std::size_t kSlack = 320;  // for the room that is asked for and not used at the end

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

  // Member by member: a token put together elsewhere and copied whole makes the processor wait.
  void AddToken(std::uint32_t first, std::uint32_t begin, std::uint32_t end, TokenKind kind) {
    Token& token = tokens_.emplace_back();
    token.begin = first;
    token.end = Size();
    token.original_begin = begin;
    token.original_end = end;
    token.kind = kind;
  }

  void PutBorder() {
    std::memcpy(&bytes_[size_], " \n ", 3);
    size_ += 3;
    tokens_.push_back({.begin = Size() - 2, .end = Size() - 1, .kind = TokenKind::kBorder});
  }

  static TokenKind TokenKindFor(CharKind kind) {
    return kind == CharKind::kUnspaced ? TokenKind::kUnspaced : TokenKind::kSpaced;
  }

  void Append(char32_t c) {
    char* const begin = &bytes_[size_];
    size_ += static_cast<std::size_t>(WriteUtf8(c, begin) - begin);
  }

  std::string bytes_;  // the first size_ bytes count
  std::size_t size_ = 0;
  std::vector<Token> tokens_;
  CharKind last_ = CharKind::kSpace;
  Gap pending_ = Gap::kNone;
};

}  // namespace watchword::text

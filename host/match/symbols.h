// SPDX-License-Identifier: Apache-2.0
// Words as numbers. Every token of a text becomes one symbol, so that the rest of the engine compares
// numbers: the word itself if any phrase or unit names it, else the longest word beginning (`word*`) that it
// has, else kUnknown. Symbols are numbered in the order of the bytes of their words, so that all that begin
// alike are one range.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "image/image.h"
#include "text/normal_text.h"

namespace watchword::match {

using Symbol = std::uint32_t;

inline constexpr Symbol kUnknown = 0;
inline constexpr std::size_t kMaxSymbols = 250'000;

// Both included. On disk too.
struct SymbolRange {
  Symbol least = kUnknown;
  Symbol most = kUnknown;
  friend auto operator<=>(const SymbolRange&, const SymbolRange&) = default;
};

inline constexpr std::uint8_t kBeginsNumber = 1;    // an amount, a percentage or a time can begin so
inline constexpr std::uint8_t kBeginsUnitWord = 2;  // a word of NumberWords or a sign of money begins so

// On disk, one for each symbol; the first stands for kUnknown.
struct WordEntry {
  std::uint32_t offset = 0;  // in Section::kWordText
  Symbol parent = 0;         // the longest other beginning that this one begins with
  std::uint16_t length = 0;
  std::uint8_t beginning = 0;  // 1 for `word*`
  std::uint8_t unit = 0;       // kBeginsNumber and kBeginsUnitWord, added up
};
static_assert(sizeof(WordEntry) == 12);

// A word as a number: its bytes when it has at most eight, padded with zeros, else a hash of them.
std::uint64_t KeyOf(std::string_view token);

// A slot of the hash table on disk. Two short words never have one key; of long ones the bytes decide.
struct Slot {
  std::uint64_t key = 0;
  Symbol symbol = 0;  // kUnknown when free
  std::uint16_t length = 0;
  std::uint16_t reserved = 0;
};
static_assert(sizeof(Slot) == 16);

// Words of three bytes and more than this, the characters of most scripts, are looked up by code point.
inline bool IsCharacter(std::string_view token) {
  return token.size() == 3 && static_cast<unsigned char>(token[0]) >= 0xE0;
}
std::size_t CodePoint(std::string_view character);
inline constexpr std::size_t kCharacters = 1 << 16;

// Where to look first for a key in a table of `slots`, a power of two.
inline std::size_t SlotOf(std::uint64_t key, std::size_t slots) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20) & (slots - 1);
}

// Where the bit of a beginning is in Section::kPrefixHeads. Beginnings are entered by their first
// one, three or six bytes, whichever they have.
inline constexpr std::size_t kHeadBits = 1 << 16;
std::size_t HeadBit(std::uint64_t head);
// Of a beginning, or of the first bytes of a token with at least `bytes`.
std::uint64_t HeadOf(std::string_view token, std::size_t bytes);
inline std::size_t HeadBytes(std::size_t length) {
  return length >= 6 ? 6 : length >= 3 ? 3 : 1;
}

// Looks words up; borrows the image.
class Vocabulary {
 public:
  // Error: kInvalid when the tables contradict each other.
  static Result<Vocabulary> Read(const image::Image& image);

  Symbol Find(std::string_view token) const;
  std::size_t size() const { return words_.size(); }
  std::string_view TextOf(Symbol symbol) const {
    return text_.substr(words_[symbol].offset, words_[symbol].length);
  }
  bool BeginsNumber(Symbol symbol) const { return (words_[symbol].unit & kBeginsNumber) != 0; }
  bool BeginsUnitWord(Symbol symbol) const { return (words_[symbol].unit & kBeginsUnitWord) != 0; }

  // One symbol for each token; borders are kUnknown.
  void Translate(const text::Reading& reading, std::vector<Symbol>& to) const;

 private:
  Vocabulary() = default;
  Status Check() const;
  Symbol FindKey(std::uint64_t key, std::string_view token) const;
  Symbol FindCharacter(std::string_view token) const;
  Symbol FindBeginning(std::string_view token) const;
  bool MayHaveBeginning(std::string_view token) const;

  std::span<const WordEntry> words_;
  std::string_view text_;
  std::span<const Slot> slots_;         // a power of two
  std::span<const Symbol> characters_;  // by code point, for words of one character of the BMP
  std::span<const std::uint64_t> heads_;
};

}  // namespace watchword::match

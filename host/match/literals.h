// SPDX-License-Identifier: Apache-2.0
// Many literals, one pass. A literal is a row of symbols. Rows are what Hyperscan looks for; a single word
// was found when it became a symbol.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "image/image.h"
#include "match/symbols.h"

struct hs_database;
struct hs_scratch;

namespace watchword::match {

// On disk. A literal's postings end where the next one's begin; the last entry stands for none.
struct LiteralEntry {
  std::uint32_t first_posting = 0;  // in Section::kPostings
  std::uint32_t length = 0;         // symbols
};

// On disk: a phrase that a literal is a piece of.
struct Posting {
  std::uint32_t phrase = 0;
  std::uint16_t left_cost = 0;   // the most that stands before the piece, counted like gaps
  std::uint16_t right_cost = 0;  // and after it
  // Where the companions begin in Section::kCompanions: how many, then each. One of them stands before the
  // piece in every match, and one after it; none: nothing is known. They are symbols, or one of the signs,
  // counted from the number of symbols on.
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};
static_assert(sizeof(Posting) == 16);

inline constexpr std::size_t kNumberSign = 0;  // anything an amount, a percentage or a time can begin with
inline constexpr std::size_t kSigns = 1;

// Of Hyperscan, as it is running.
std::string LibraryVersion();

inline constexpr std::uint32_t kNoLiteral = 0xFFFFFFFF;

struct LiteralHit {
  std::uint32_t literal = 0;
  std::uint32_t end = 0;  // token behind it
};

// What Hyperscan sees of a symbol: neighbouring symbols share bytes, which its hashes dislike. No two symbols
// have one code.
inline constexpr std::size_t kCodeBytes = 3;
static_assert(kMaxSymbols <= 1U << (8 * kCodeBytes));
inline std::array<std::uint8_t, kCodeBytes> CodeOf(Symbol symbol) {
  const std::uint32_t code = symbol * 0x9E3779B1U;
  return {static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(code >> 8),
          static_cast<std::uint8_t>(code >> 16)};
}

// Scratch memory for one thread.
struct FreeScratch {
  void operator()(hs_scratch* scratch) const;
};
struct Scratch {
  std::unique_ptr<hs_scratch, FreeScratch> hyperscan;
  std::vector<std::uint8_t> codes;
};

// Borrows the image; shared freely between threads.
class Literals {
 public:
  // Error: kInvalid when the tables contradict each other.
  static Result<Literals> Read(const image::Image& image);

  // Errors: kUnsupported when the database is not for this library or
  // processor, kInvalid when it is damaged, kIo when there is no memory.
  Result<Scratch> MakeScratch() const;

  // Every occurrence of every literal, in order of their ends; true when there were more than
  // `max_hits` and some are missing. Error: kIo when the library fails: the text is then unknown, never
  // clean.
  Result<bool> Find(std::span<const Symbol> symbols, std::size_t max_hits, Scratch& scratch,
                    std::vector<LiteralHit>& found) const;

  std::uint32_t LengthOf(std::uint32_t literal) const { return entries_[literal].length; }
  std::span<const Posting> PostingsOf(std::uint32_t literal) const {
    const std::uint32_t begin = entries_[literal].first_posting;
    return postings_.subspan(begin, entries_[literal + 1].first_posting - begin);
  }
  std::span<const std::uint32_t> CompanionsAt(std::uint32_t place) const {
    return companions_.subspan(place + 1, companions_[place]);
  }
  std::size_t size() const { return entries_.empty() ? 0 : entries_.size() - 1; }

 private:
  Literals() = default;
  void FindWords(std::span<const Symbol> symbols, std::vector<LiteralHit>& found) const;
  Status Check(std::size_t phrases, std::size_t symbols) const;
  bool CompanionsFit(std::uint32_t place, std::size_t symbols) const;

  std::span<const LiteralEntry> entries_;
  std::span<const Posting> postings_;
  std::span<const std::uint32_t> companions_;
  std::span<const std::uint32_t> of_words_;  // by symbol: the literal that is this word alone, or kNoLiteral
  const hs_database* database_ = nullptr;    // none when there are no literals
};

}  // namespace watchword::match

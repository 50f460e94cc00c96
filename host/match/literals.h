// SPDX-License-Identifier: Apache-2.0
// Many literals, one pass. A literal is a row of symbols. Rows are what Hyperscan looks for; a single word
// was found when it became a symbol.
#pragma once

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
  std::uint32_t first_posting = 0;  // in Section::kPostings, counted in 16-bit numbers
  std::uint32_t length = 0;         // symbols
};

// A phrase that a literal is a piece of. On disk a row of 16-bit numbers: the phrase's lower and upper half,
// the costs, how many companions there are on the left and on the right, the companions.
struct Posting {
  std::uint32_t phrase = 0;
  std::uint16_t left_cost = 0;   // the most that stands before the piece, counted like gaps
  std::uint16_t right_cost = 0;  // and after it
  // One of these stands before the piece in every match, and one after it; none: nothing is known. They are
  // symbols, or one of the signs, counted from the number of symbols on.
  std::span<const std::uint16_t> left;
  std::span<const std::uint16_t> right;
};
inline constexpr std::size_t kPostingHead = 6;

inline constexpr std::size_t kNumberSign = 0;  // anything an amount, a percentage or a time can begin with
inline constexpr std::size_t kSigns = 1;

// Reads the postings of one literal.
class PostingReader {
 public:
  explicit PostingReader(std::span<const std::uint16_t> row) : row_(row) {}

  // False behind the last, or where the row does not hold a whole one.
  bool Next(Posting& to) {
    if (row_.size() < kPostingHead) return false;
    const std::size_t left = row_[4];
    const std::size_t right = row_[5];
    if (row_.size() - kPostingHead < left + right) return false;
    to = {.phrase = static_cast<std::uint32_t>(row_[1]) << 16 | row_[0],
          .left_cost = row_[2],
          .right_cost = row_[3],
          .left = row_.subspan(kPostingHead, left),
          .right = row_.subspan(kPostingHead + left, right)};
    row_ = row_.subspan(kPostingHead + left + right);
    return true;
  }
  bool IsAtEnd() const { return row_.empty(); }
  std::size_t size() const { return row_.size(); }  // numbers not read yet

 private:
  std::span<const std::uint16_t> row_;
};

// Of Hyperscan, as it is running.
std::string LibraryVersion();

inline constexpr std::uint32_t kNoLiteral = 0xFFFFFFFF;

struct LiteralHit {
  std::uint32_t literal = 0;
  std::uint32_t end = 0;  // token behind it
};

// What Hyperscan sees of a symbol: neighbouring symbols share a byte, which its hashes dislike. No two
// symbols have one code.
inline Symbol CodeOf(Symbol symbol) {
  return static_cast<Symbol>(symbol * 40503u);
}

// Scratch memory for one thread.
struct FreeScratch {
  void operator()(hs_scratch* scratch) const;
};
struct Scratch {
  std::unique_ptr<hs_scratch, FreeScratch> hyperscan;
  std::vector<Symbol> codes;
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
  PostingReader PostingsOf(std::uint32_t literal) const {
    const std::uint32_t begin = entries_[literal].first_posting;
    return PostingReader(postings_.subspan(begin, entries_[literal + 1].first_posting - begin));
  }
  std::size_t size() const { return entries_.empty() ? 0 : entries_.size() - 1; }

 private:
  Literals() = default;
  void FindWords(std::span<const Symbol> symbols, std::vector<LiteralHit>& found) const;
  Status Check(std::size_t phrases, std::size_t symbols) const;
  bool PostingsFit(std::uint32_t literal, std::size_t phrases, std::size_t symbols) const;

  std::span<const LiteralEntry> entries_;
  std::span<const std::uint16_t> postings_;
  std::span<const std::uint32_t> of_words_;  // by symbol: the literal that is this word alone, or kNoLiteral
  const hs_database* database_ = nullptr;    // none when there are no literals
};

}  // namespace watchword::match

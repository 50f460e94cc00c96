// SPDX-License-Identifier: Apache-2.0
// Many literals, one pass: the part of the work Hyperscan does. A literal is a row of symbols.
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
  std::uint32_t first_posting = 0;
  std::uint32_t length = 0;  // symbols
};

// A phrase that a literal is a piece of.
struct Posting {
  std::uint32_t phrase = 0;
  std::uint16_t left_cost = 0;        // the most that stands before the piece, counted like gaps
  std::uint16_t right_cost = 0;       // and after it
  std::uint32_t left_companion = 0;   // of these words one must stand before it; 0 when none must
  std::uint32_t right_companion = 0;  // and after it
};

// On disk. Companions are symbols, or one of the signs, counted from the number of symbols on. They
// end where the next entry's begin; the last entry stands for none.
struct CompanionEntry {
  std::uint32_t first = 0;
};
inline constexpr std::size_t kNumberSign = 0;  // anything an amount, a percentage or a time can begin with
inline constexpr std::size_t kSigns = 1;

// Of Hyperscan, as it is running.
std::string LibraryVersion();

struct LiteralHit {
  std::uint32_t literal = 0;
  std::uint32_t end = 0;  // token behind it
};

// Scratch memory for one thread.
struct FreeScratch {
  void operator()(hs_scratch* scratch) const;
};
using Scratch = std::unique_ptr<hs_scratch, FreeScratch>;

// Borrows the image; shared freely between threads.
class Literals {
 public:
  // Error: kInvalid when the tables contradict each other.
  static Result<Literals> Read(const image::Image& image);

  // Errors: kUnsupported when the database is not for this library or
  // processor, kInvalid when it is damaged, kIo when there is no memory.
  Result<Scratch> MakeScratch() const;

  // Every occurrence of every literal, in order of their ends, at most
  // `max_hits`; true when there were more. Error: kIo when the library fails:
  // the text is then unknown, never clean.
  Result<bool> Find(std::span<const Symbol> symbols, std::size_t max_hits, hs_scratch* scratch,
                    std::vector<LiteralHit>& found) const;

  std::uint32_t LengthOf(std::uint32_t literal) const { return entries_[literal].length; }
  std::span<const Posting> PostingsOf(std::uint32_t literal) const {
    const std::uint32_t begin = entries_[literal].first_posting;
    return postings_.subspan(begin, entries_[literal + 1].first_posting - begin);
  }
  std::span<const std::uint16_t> CompanionsOf(std::uint32_t companion) const {
    const std::uint32_t begin = companion_entries_[companion].first;
    return companions_.subspan(begin, companion_entries_[companion + 1].first - begin);
  }
  std::size_t size() const { return entries_.empty() ? 0 : entries_.size() - 1; }

 private:
  Literals() = default;
  Status Check(std::size_t phrases, std::size_t symbols) const;
  bool CompanionsFit(std::size_t symbols) const;

  std::span<const LiteralEntry> entries_;
  std::span<const Posting> postings_;
  std::span<const CompanionEntry> companion_entries_;
  std::span<const std::uint16_t> companions_;
  const hs_database* database_ = nullptr;  // none when there are no literals
};

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/sieve.h"

#include <algorithm>

namespace watchword::match {
namespace {

// About ten words. A border begins a new block, after an empty one.
constexpr std::uint32_t kBlock = 32;
constexpr std::uint32_t kBlocks = 64;  // of a stretch
constexpr std::uint32_t kOwned = 48;   // of them, those whose hits it decides
constexpr std::uint32_t kBeyond = 8;   // before the first owned one and after the last

constexpr std::uint64_t kAll = ~std::uint64_t{0};

// Bits from `first` to `last`, both included, at most 63.
std::uint64_t Bits(std::uint32_t first, std::uint32_t last) {
  return (kAll >> (63 - (last - first))) << first;
}

}  // namespace

const std::vector<Find>& Sieve::Run(const Literals& literals, const std::vector<LiteralHit>& hits,
                                    const TokenText& text) {
  finds_.clear();
  if (hits.empty()) return finds_;
  Place(text);
  for (std::size_t i = 0; i < hits.size();) {
    const std::uint32_t owner = places_[hits[i].end] / kBlock / kOwned;
    const Stretch stretch = StretchAround(owner * kOwned);
    Mark(stretch, text);
    for (; i < hits.size() && places_[hits[i].end] / kBlock / kOwned == owner; ++i) {
      const std::size_t length = literals.LengthOf(hits[i].literal);
      if (length > hits[i].end) continue;
      Sift({hits[i].end - length, hits[i].end}, hits[i].literal, literals, stretch);
    }
    Forget(stretch, text);
  }
  return finds_;
}

void Sieve::Sift(text::TokenRange literal, std::uint32_t id, const Literals& literals,
                 const Stretch& stretch) {
  const std::uint32_t begin = places_[literal.begin];
  const std::uint32_t end = places_[literal.end];
  for (const Posting& posting : literals.PostingsOf(id)) {
    if (!IsNear(literals.CompanionsAt(posting.right), After(stretch, end, posting.right_cost))) continue;
    if (!IsNear(literals.CompanionsAt(posting.left), Before(stretch, begin, posting.left_cost))) continue;
    finds_.push_back({literal, posting.phrase, posting.left_cost, posting.right_cost});
  }
}

void Sieve::Place(const TokenText& text) {
  places_.resize(text.tokens.size() + 1);
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    places_[i] = place;
    const text::TokenKind kind = text.tokens[i].kind;
    if (kind == text::TokenKind::kBorder) {
      place = (place / kBlock + 2) * kBlock;
    } else {
      place += kind == text::TokenKind::kUnspaced ? 1 : kWordCost;
    }
  }
  places_.back() = place;
}

Sieve::Stretch Sieve::StretchAround(std::uint32_t block) const {
  Stretch stretch{.first_block = block < kBeyond ? 0 : block - kBeyond};
  const auto tokens_end = places_.end() - 1;
  const auto from = std::lower_bound(places_.begin(), tokens_end, stretch.first_block * kBlock);
  const auto to = std::lower_bound(from, tokens_end, (stretch.first_block + kBlocks) * kBlock);
  stretch.from = static_cast<std::size_t>(from - places_.begin());
  stretch.to = static_cast<std::size_t>(to - places_.begin());
  return stretch;
}

void Sieve::Mark(const Stretch& stretch, const TokenText& text) {
  const std::size_t signs = blocks_.size() - kSigns;
  for (std::size_t i = stretch.from; i < stretch.to; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << (places_[i] / kBlock - stretch.first_block);
    blocks_[text.symbols[i]] |= bit;
    if (MayBeginNumber(text, i)) blocks_[signs + kNumberSign] |= bit;
  }
}

void Sieve::Forget(const Stretch& stretch, const TokenText& text) {
  for (std::size_t i = stretch.from; i < stretch.to; ++i) blocks_[text.symbols[i]] = 0;
  std::fill(blocks_.end() - kSigns, blocks_.end(), 0);
}

// Where a companion may stand before the piece: anywhere, when the stretch does not reach that far.
std::uint64_t Sieve::Before(const Stretch& stretch, std::uint32_t begin, std::uint32_t cost) const {
  const std::uint32_t least = begin < cost ? 0 : (begin - cost) / kBlock;
  if (least < stretch.first_block) return 0;
  return Bits(least - stretch.first_block, begin / kBlock - stretch.first_block);
}

std::uint64_t Sieve::After(const Stretch& stretch, std::uint32_t end, std::uint32_t cost) const {
  const std::uint32_t most = (end + cost) / kBlock - stretch.first_block;
  const std::uint32_t first = end / kBlock - stretch.first_block;
  if (most < kBlocks) return Bits(first, most);
  const bool at_end = stretch.to + 1 == places_.size();
  return at_end && first < kBlocks ? Bits(first, kBlocks - 1) : 0;
}

// No blocks: not known, so it may be.
bool Sieve::IsNear(std::span<const std::uint32_t> companions, std::uint64_t blocks) const {
  if (companions.empty() || blocks == 0) return true;
  std::uint64_t found = 0;
  for (const std::uint32_t one : companions) found |= blocks_[one];
  return (found & blocks) != 0;
}

}  // namespace watchword::match

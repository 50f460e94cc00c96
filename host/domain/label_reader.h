// SPDX-License-Identifier: Apache-2.0
// Reads one label of a host name as a brand's word and what stands around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/brand.h"
#include "domain/word_trie.h"

namespace watchword::domain {

// No label of a real name is longer.
inline constexpr std::size_t kMaxLabelBytes = 63;

// What the rest of a label is, from the least telling to the most. The best way to cut the rest up counts.
enum class Company : std::uint8_t {
  kForeign,     // something that is neither bait nor digits
  kNone,        // nothing, or hyphens
  kFewDigits,   // one or two, or a year
  kWeakBait,    // app, shop …
  kManyDigits,  // three and more together
  kBait,        // vip, usdt …
};

struct BrandWord {
  std::string text;
  std::uint32_t brand = 0;  // its place in the list
  bool common = false;
  bool in_series = false;
};

struct Reading {
  std::uint32_t brand = 0;
  std::uint32_t length = 0;  // of the word
  Company company = Company::kForeign;
  bool whole = false;  // the company is all that the label has; else hyphens part it from more, or letters
                       // follow it
};

// Immutable once built.
class LabelReader {
 public:
  LabelReader() = default;
  LabelReader(const BrandList& list, const std::vector<BrandWord>& words);

  // The most telling reading, of equal ones the longest word's. What is not whole needs bait or many digits.
  // A common word is one only at the beginning of a label all of which is bait or digits. Nothing for a label
  // that is too long. Linear in its length.
  std::optional<Reading> Read(std::string_view label) const;

 private:
  class Cut;

  WordTrie trie_;
  std::vector<BrandWord> words_;
};

}  // namespace watchword::domain

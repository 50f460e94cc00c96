// SPDX-License-Identifier: Apache-2.0
// The numbers of a compiled image on disk. Images never leave the computer that made them: another number
// here, another library version or another processor just means that a new one is built.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace watchword::image {

inline constexpr std::array<char, 8> kMagic = {'W', 'W', 'I', 'M', 'A', 'G', 'E', '\0'};

// Goes up with every change of a table's layout or meaning.
inline constexpr std::uint32_t kFormat = 10;

// Sections begin at multiples of this, so that Hyperscan can use its database where it lies.
inline constexpr std::size_t kAlignment = 4096;

inline constexpr std::size_t kMaxImageBytes = 256 * 1024 * 1024;
inline constexpr std::size_t kMaxSections = 32;
inline constexpr std::size_t kKeyBytes = 64;

// In kRuleOfPhrase, of words of people who talk about scams: they belong to no rule.
inline constexpr std::uint32_t kNoRule = 0xFFFFFFFF;

enum class Section : std::uint32_t {
  kWords = 1,
  kWordText = 2,
  kSlots = 3,
  kCharacters = 4,
  kPrefixHeads = 5,
  kAutomata = 6,
  kStates = 7,
  kEdges = 8,
  kLiterals = 9,
  kPostings = 10,
  kDatabase = 11,
  kUnits = 12,
  kRuleOfPhrase = 13,
  kPack = 14,
  kDigest = 15,
  kWordLiterals = 16,
  kRules = 17,
  kRulesById = 18,
  kWordings = 19,
  kText = 20,
  kDomains = 21,
  kBlockNames = 22,
  kPublicSuffixes = 23,
  kBrands = 24,
  kRanges = 25,
  kCompanions = 26,
  kHelp = 27,
};

// A stretch of kText.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

// In kRules, one for each rule of the pack, in its order. kRulesById has their places, ordered by id.
struct RuleRow {
  Span id;
  Span reason;
  std::uint16_t scheme = 0;
  std::uint16_t stage = 0;
  std::uint8_t weight = 0;
  std::uint8_t said_by = 0;
  std::uint16_t points = 0;  // in hundredths; 0: none of its own
};
static_assert(sizeof(RuleRow) == 24);

// In kWordings, in the order of the pack. The wording itself is JSON: most people need one of them, seldom.
struct WordingRow {
  Span language;
  Span body;
};

// In kHelp, by region. The contacts are JSON, as in help/<region>.json.
struct HelpRow {
  Span region;
  Span body;
};

struct Entry {
  std::uint32_t section = 0;
  std::uint32_t reserved = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t format = 0;
  std::uint32_t sections = 0;
  std::uint64_t size = 0;                // of the whole image
  std::array<unsigned char, 16> hash{};  // XXH3-128 of everything else
  std::array<char, kKeyBytes> key{};     // what it was made from and for, padded with zeros
  std::array<Entry, kMaxSections> entries{};
};
static_assert(sizeof(Header) == 872 && sizeof(Header) <= kAlignment);

}  // namespace watchword::image

// SPDX-License-Identifier: Apache-2.0
// Says whether a host name looks like a brand's that it does not belong to, and how. A fact about the name:
// what it is worth is decided elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "domain/brand.h"
#include "domain/host_name.h"
#include "domain/label_reader.h"

namespace watchword::domain {

enum class Likeness {
  kSkeleton,     // other characters that look the same: c0inbase, or letters of another script
  kTypo,         // one letter of the name is missing, too much, another or exchanged
  kSubdomain,    // the brand stands to the left of somebody else's name: coinbase.example.com
  kBait,         // with words impostors add: binance-pro
  kNumbered,     // with digits: mexc666
  kOtherEnding,  // exactly the name, under another ending
};

struct LookAlike {
  std::string brand;  // id
  std::string name;   // of the brand, for people
  Likeness how = Likeness::kSkeleton;
  std::string official;  // the brand's first domain
};

// Immutable once built; shared between threads.
class BrandIndex {
 public:
  BrandIndex() = default;
  explicit BrandIndex(const BrandList& list);

  // `registrable` is the part of the host that somebody registered, such as "example.co.uk". A host that does
  // not end with it, or is a brand's own, looks like nobody. Linear in the length of the name; allocates
  // only for what it finds, for Punycode and for long labels.
  std::optional<LookAlike> Find(const HostName& host, std::string_view registrable) const;

  // Whether it is a domain of any brand, or below one.
  bool IsOfficial(const HostName& host) const { return IsBelow(official_, host.ascii()); }

 private:
  struct BrandHead {
    std::string id;
    std::string name;
    std::string official;
  };
  // A word long enough to know its typing errors.
  struct TypoWord {
    std::string text;
    std::uint32_t letters = 0;
    std::uint32_t brand = 0;
  };
  struct Hit {
    std::uint32_t brand = 0;
    Likeness how = Likeness::kSkeleton;
  };
  struct NameHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Names = std::unordered_set<std::string, NameHash, std::equal_to<>>;

  static bool IsBelow(const Names& names, std::string_view host);
  void AddWords(const Brand& brand, std::uint32_t number, std::vector<BrandWord>& to);

  std::optional<Hit> FindHit(std::string_view host, std::string_view registrable) const;
  std::optional<Hit> FindInOwnLabel(std::string_view label, std::string_view ending) const;
  std::optional<Hit> FindInSubdomain(std::string_view host, std::string_view labels) const;
  std::optional<std::uint32_t> FindSkeleton(std::string_view label) const;
  std::optional<std::uint32_t> FindTypo(std::string_view label) const;
  bool IsKnown(std::string_view word) const;

  std::vector<BrandHead> brands_;
  Names official_;
  Names tenants_;
  Names known_;  // brands' words and ordinary ones: never a typing error
  LabelReader reader_;
  std::vector<std::pair<std::string, std::uint32_t>> skeletons_;  // sorted
  std::vector<TypoWord> typo_words_;                              // by length
};

}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "domain/look_alike.h"

#include <algorithm>
#include <array>
#include <bit>

#include "domain/one_edit.h"
#include "domain/skeleton.h"

namespace watchword::domain {
namespace {

constexpr std::size_t kLeastTypoBytes = 6;

// Endings of two letters that are sold to everybody like .com; all others are a country's, where a big brand
// has a name of its own that no list knows.
constexpr std::array<std::string_view, 27> kSoldToAll = {
    "ac", "ai", "am", "bz", "cc", "cf", "cm", "co", "fm", "ga", "gg", "gl", "gq", "io",
    "la", "lc", "me", "ml", "nu", "pw", "sc", "sh", "tk", "tv", "vc", "vg", "ws"};

bool IsCountry(std::string_view ending) {
  const std::size_t dot = ending.rfind('.');
  const std::string_view last = ending.substr(dot + 1);
  if (last.size() != 2) return false;
  return dot != std::string_view::npos || !std::binary_search(kSoldToAll.begin(), kSoldToAll.end(), last);
}

// Where the name alone is the brand's own, or was somebody's long before.
bool IsTakenAlone(std::string_view ending) {
  return ending == "com" || IsCountry(ending);
}

// Calls found(part) for the label and for each of its parts between hyphens, until it gives something.
template <typename Found>
auto AnyPart(std::string_view label, Found found) -> decltype(found(label)) {
  if (auto whole = found(label)) return whole;
  while (label.find('-') != std::string_view::npos) {
    const std::size_t end = label.find('-');
    if (auto part = found(label.substr(0, end))) return part;
    label.remove_prefix(end + 1);
    if (label.find('-') != std::string_view::npos) continue;
    return found(label);
  }
  return std::nullopt;
}

// Most are written as they are compared.
std::string NameOf(const std::string& written) {
  const bool plain = std::all_of(written.begin(), written.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
  if (plain) return written;
  const auto host = HostName::Parse(written);
  return host ? host->ascii() : "";
}

}  // namespace

BrandIndex::BrandIndex(const BrandList& list) : known_(list.ordinary.begin(), list.ordinary.end()) {
  for (const std::string& name : list.tenants) tenants_.insert(NameOf(name));
  std::vector<BrandWord> words;
  for (const Brand& brand : list.brands) {
    AddWords(brand, static_cast<std::uint32_t>(brands_.size()), words);
    brands_.push_back({brand.id, brand.name, brand.domains.empty() ? "" : NameOf(brand.domains.front())});
    for (const std::string& name : brand.domains) official_.insert(NameOf(name));
  }
  std::sort(skeletons_.begin(), skeletons_.end());
  std::stable_sort(typo_words_.begin(), typo_words_.end(), [](const TypoWord& one, const TypoWord& other) {
    return one.text.size() < other.text.size();
  });
  reader_ = LabelReader(list, words);
}

void BrandIndex::AddWords(const Brand& brand, std::uint32_t number, std::vector<BrandWord>& to) {
  for (const std::string& word : brand.words) {
    to.push_back({word, number, false, brand.in_series});
    known_.insert(word);
    skeletons_.emplace_back(Skeleton(word), number);
    if (word.size() >= kLeastTypoBytes) typo_words_.push_back({word, LettersOf(word), number});
  }
  for (const std::string& word : brand.common_words) {
    to.push_back({word, number, true, false});
    known_.insert(word);
  }
}

bool BrandIndex::IsBelow(const Names& names, std::string_view host) {
  while (true) {
    if (names.contains(host)) return true;
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) return false;
    host.remove_prefix(dot + 1);
  }
}

bool BrandIndex::IsKnown(std::string_view word) const {
  return known_.contains(word);
}

std::optional<LookAlike> BrandIndex::Find(const HostName& host, std::string_view registrable) const {
  if (IsOfficial(host)) return std::nullopt;
  const auto hit = FindHit(host.ascii(), registrable);
  if (!hit) return std::nullopt;
  const BrandHead& brand = brands_[hit->brand];
  return LookAlike{brand.id, brand.name, hit->how, brand.official};
}

std::optional<BrandIndex::Hit> BrandIndex::FindHit(std::string_view host,
                                                   std::string_view registrable) const {
  if (registrable.empty() || !host.ends_with(registrable)) return std::nullopt;
  const std::string_view left = host.substr(0, host.size() - registrable.size());
  if (!left.empty() && left.back() != '.') return std::nullopt;
  const std::size_t dot = registrable.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  if (!tenants_.contains(registrable)) {
    const auto own = FindInOwnLabel(registrable.substr(0, dot), registrable.substr(dot + 1));
    if (own) return own;
  }
  return FindInSubdomain(host, left);
}

std::optional<BrandIndex::Hit> BrandIndex::FindInOwnLabel(std::string_view label,
                                                          std::string_view ending) const {
  if (label.size() > kMaxLabelBytes) return std::nullopt;
  auto reading = reader_.Read(label);
  if (reading && reading->length < label.size() && IsKnown(label)) reading.reset();
  if (reading && reading->company == Company::kNone && reading->whole && reading->length == label.size()) {
    if (IsTakenAlone(ending) || IsBelow(tenants_, ending)) return std::nullopt;
    return Hit{reading->brand, Likeness::kOtherEnding};
  }
  if (reading && reading->company > Company::kNone) {
    const bool digits = reading->company == Company::kFewDigits || reading->company == Company::kManyDigits;
    return Hit{reading->brand, digits ? Likeness::kNumbered : Likeness::kBait};
  }
  if (const auto brand = FindSkeleton(label)) return Hit{*brand, Likeness::kSkeleton};
  if (const auto brand = FindTypo(label)) return Hit{*brand, Likeness::kTypo};
  return std::nullopt;
}

// `labels` ends with a dot or is empty.
std::optional<BrandIndex::Hit> BrandIndex::FindInSubdomain(std::string_view host,
                                                           std::string_view labels) const {
  for (std::size_t dot = labels.find('.'); dot != std::string_view::npos; dot = labels.find('.')) {
    const std::string_view label = labels.substr(0, dot);
    labels.remove_prefix(dot + 1);
    const auto reading = reader_.Read(label);
    const bool tenant = reading && reading->company == Company::kNone && IsBelow(tenants_, host);
    if (reading && !tenant) return Hit{reading->brand, Likeness::kSubdomain};
    if (const auto brand = FindSkeleton(label)) return Hit{*brand, Likeness::kSkeleton};
  }
  return std::nullopt;
}

std::optional<std::uint32_t> BrandIndex::FindSkeleton(std::string_view label) const {
  if (label.size() > kMaxLabelBytes) return std::nullopt;
  const auto latin = LatinLookOf(label);
  if (const auto reading = latin ? reader_.Read(*latin) : std::nullopt) return reading->brand;
  return AnyPart(latin ? *latin : label, [this](std::string_view part) -> std::optional<std::uint32_t> {
    const std::string skeleton = Skeleton(part);
    const auto found =
        std::lower_bound(skeletons_.begin(), skeletons_.end(), skeleton,
                         [](const auto& one, const std::string& key) { return one.first < key; });
    if (found == skeletons_.end() || found->first != skeleton || IsKnown(part)) return std::nullopt;
    return found->second;
  });
}

std::optional<std::uint32_t> BrandIndex::FindTypo(std::string_view label) const {
  return AnyPart(label, [this](std::string_view part) -> std::optional<std::uint32_t> {
    if (part.size() + 1 < kLeastTypoBytes) return std::nullopt;
    const std::uint32_t letters = LettersOf(part);
    auto word =
        std::lower_bound(typo_words_.begin(), typo_words_.end(), part.size() - 1,
                         [](const TypoWord& one, std::size_t length) { return one.text.size() < length; });
    for (; word != typo_words_.end() && word->text.size() <= part.size() + 1; ++word) {
      if (std::popcount(letters ^ word->letters) > 2 || !IsOneEditApart(part, word->text)) continue;
      if (word->text.front() == part.front() && !IsKnown(part)) return word->brand;
    }
    return std::nullopt;
  });
}

}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "domain/label_reader.h"

#include <algorithm>
#include <array>
#include <map>

namespace watchword::domain {
namespace {

// Letters behind the last bait that a series of names changes (…vipn, …vipk).
constexpr std::size_t kMaxTail = 3;

// A shorter word begins honest words too.
constexpr std::size_t kLeastSeriesBytes = 6;

// More parts than this are no name that wants to be read.
constexpr std::size_t kMaxParts = 256;

// A number of the trie: what bait it is in the lowest bits, above them which brand's word, counted from 1.
constexpr std::uint32_t kBaitBits = 3;

std::uint32_t NumberOf(Company bait) {
  return static_cast<std::uint32_t>(bait);
}

Company BaitOf(std::uint32_t number) {
  return static_cast<Company>(number & ((1U << kBaitBits) - 1));
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsLetter(char c) {
  return c >= 'a' && c <= 'z';
}

Company OfDigits(std::string_view digits) {
  const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
  return year || digits.size() < 3 ? Company::kFewDigits : Company::kManyDigits;
}

// Both sides of a word, or two parts on one side.
Company Join(Company one, Company other) {
  if (one == Company::kForeign || other == Company::kForeign) return Company::kForeign;
  return std::max(one, other);
}

// Without defaults: rows of them are filled as far as they are used.
struct Part {
  std::uint8_t begin;
  std::uint8_t end;
  Company company;
};

struct Place {
  std::uint8_t begin;
  std::uint8_t end;
  std::uint32_t word;
};

template <typename T>
class FewOf {
 public:
  void Add(const T& value) {
    if (size_ < values_.size()) values_[size_++] = value;
  }
  const T* begin() const { return values_.data(); }
  const T* end() const { return values_.data() + size_; }

 private:
  std::array<T, kMaxParts> values_;
  std::size_t size_ = 0;
};

// By place in the label: how well everything up to it, or from it, can be cut up.
using Companies = std::array<Company, kMaxLabelBytes + 1>;

void Improve(Company& at, Company by) {
  at = std::max(at, by);
}

}  // namespace

// One label cut into parts, in all ways at once: from the left while the parts are found, then from the
// right.
class LabelReader::Cut {
 public:
  Cut(const WordTrie& trie, std::string_view label) : label_(label) {
    before_.fill(Company::kForeign);
    before_[0] = Company::kNone;
    near_before_ = before_;
    for (std::size_t at = 0; at < label.size(); ++at) FindPartsAt(trie, at);
    after_.fill(Company::kForeign);
    near_after_ = tail_after_ = after_;
    after_[label.size()] = near_after_[label.size()] = Company::kNone;
    for (std::size_t at = label.size(); at-- > 0;) {
      if (label[at] == '-') near_after_[at] = Company::kNone;
    }
    for (std::size_t at = label.size(); at > 0 && label.size() - at < kMaxTail && IsLetter(label[at - 1]);)
      tail_after_[--at] = Company::kNone;
    for (const Part* part = parts_.end(); part-- != parts_.begin();) {
      for (Companies* after : {&after_, &near_after_, &tail_after_})
        Improve((*after)[part->begin], Join((*after)[part->end], part->company));
    }
  }

  const FewOf<Place>& places() const { return places_; }

  Reading Read(const Place& place, const BrandWord& word) const {
    Reading reading{.brand = word.brand, .length = static_cast<std::uint32_t>(place.end - place.begin)};
    Company whole = Join(before_[place.begin], Behind(after_, place));
    if (word.common) {
      if (place.begin != 0 || whole < Company::kManyDigits) whole = Company::kForeign;
      return WithCompany(reading, whole, true);
    }
    const Company tail = Join(near_before_[place.begin], Behind(tail_after_, place));
    Company near = Join(near_before_[place.begin], Behind(near_after_, place));
    if (Behind(tail_after_, place) >= Company::kWeakBait) near = std::max(near, tail);
    if (near < Company::kManyDigits) near = std::min(near, Company::kNone);
    if (word.in_series && IsInSeries(place)) near = std::max(near, Company::kWeakBait);
    return whole >= near ? WithCompany(reading, whole, true) : WithCompany(reading, near, false);
  }

 private:
  static Reading WithCompany(Reading reading, Company company, bool whole) {
    reading.company = company;
    reading.whole = whole;
    return reading;
  }

  // Two or three letters and nothing else behind a long word.
  bool IsInSeries(const Place& place) const {
    const std::string_view tail = label_.substr(place.end);
    return before_[place.begin] == Company::kNone && place.end >= place.begin + kLeastSeriesBytes &&
           tail.size() >= 2 && tail.size() <= kMaxTail && std::all_of(tail.begin(), tail.end(), IsLetter);
  }

  // An s may stand between a word and what makes it telling.
  Company Behind(const Companies& after, const Place& place) const {
    const bool plural = place.end < label_.size() && label_[place.end] == 's';
    if (!plural || after[place.end + 1] <= Company::kNone) return after[place.end];
    return std::max(after[place.end], after[place.end + 1]);
  }

  void FindPartsAt(const WordTrie& trie, std::size_t at) {
    const char c = label_[at];
    if (c == '-') return AddHyphen(at);
    if (IsDigit(c)) AddDigits(at);
    trie.Walk(label_.substr(at), [this, at](std::size_t length, std::uint32_t number) {
      const auto begin = static_cast<std::uint8_t>(at);
      const auto end = static_cast<std::uint8_t>(at + length);
      if (number >> kBaitBits != 0) places_.Add({begin, end, (number >> kBaitBits) - 1});
      if (BaitOf(number) != Company::kForeign) AddPart(at, at + length, BaitOf(number));
    });
  }

  void AddHyphen(std::size_t at) {
    AddPart(at, at + 1, Company::kNone);
    Improve(near_before_[at + 1], Company::kNone);
  }

  void AddDigits(std::size_t at) {
    std::size_t end = at;
    while (end < label_.size() && IsDigit(label_[end])) ++end;
    AddPart(at, end, OfDigits(label_.substr(at, end - at)));
  }

  void AddPart(std::size_t begin, std::size_t end, Company company) {
    parts_.Add({static_cast<std::uint8_t>(begin), static_cast<std::uint8_t>(end), company});
    Improve(before_[end], Join(before_[begin], company));
    Improve(near_before_[end], Join(near_before_[begin], company));
  }

  std::string_view label_;
  FewOf<Part> parts_;    // by begin, ascending
  FewOf<Place> places_;  // of brands' words
  Companies before_;
  Companies near_before_;  // forgets what lies beyond a hyphen
  Companies after_;
  Companies near_after_;
  Companies tail_after_;  // forgets a few letters at the end
};

LabelReader::LabelReader(const BrandList& list, const std::vector<BrandWord>& words) : words_(words) {
  std::map<std::string, std::uint32_t> numbers;
  for (const std::string& word : list.weak_bait) numbers[word] = NumberOf(Company::kWeakBait);
  for (const std::string& word : list.bait) numbers[word] = NumberOf(Company::kBait);
  for (std::size_t i = 0; i < words.size(); ++i)
    numbers[words[i].text] |= static_cast<std::uint32_t>(i + 1) << kBaitBits;
  for (const auto& [word, number] : numbers) trie_.Add(word, number);
}

std::optional<Reading> LabelReader::Read(std::string_view label) const {
  if (label.empty() || label.size() > kMaxLabelBytes) return std::nullopt;
  const Cut cut(trie_, label);
  Reading best;
  for (const Place& place : cut.places()) {
    const Reading reading = cut.Read(place, words_[place.word]);
    const bool better =
        reading.company > best.company || (reading.company == best.company && reading.length > best.length);
    if (reading.company != Company::kForeign && better) best = reading;
  }
  if (best.company == Company::kForeign) return std::nullopt;
  return best;
}

}  // namespace watchword::domain

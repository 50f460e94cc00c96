// SPDX-License-Identifier: Apache-2.0
#include "assess/passage.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/utf8.h"

namespace watchword::assess {
namespace {

bool IsNear(text::OriginalRange one, text::OriginalRange other) {
  return one.begin <= other.end + kRegisterReach && other.begin <= one.end + kRegisterReach;
}

}  // namespace

Passage::Passage(const Ruleset& ruleset, std::string_view utf8, const match::Findings& findings,
                 Source source)
    : ruleset_(ruleset), utf8_(utf8), findings_(findings), source_(source) {
  std::copy_if(findings.hits.begin(), findings.hits.end(), std::back_inserter(register_hits_),
               [&ruleset](const match::Hit& hit) { return !ruleset.rule_of(hit.phrase); });
}

text::OriginalRange Passage::RangeOf(std::size_t begin, std::size_t end) const {
  const std::size_t from = base::Utf16Length(utf8_.substr(0, begin));
  return {from, from + base::Utf16Length(utf8_.substr(begin, end - begin))};
}

std::string_view Passage::At(text::OriginalRange range) const {
  const std::size_t begin = base::ByteOffset(utf8_, range.begin);
  return utf8_.substr(begin, base::ByteOffset(utf8_, range.end) - begin);
}

// Two different words near the place. "police" within "federal police" is no second word, nor is one that the
// registers of two languages have.
bool Passage::TalksAboutScams(text::OriginalRange range) const {
  std::set<match::PhraseId> words;
  std::size_t end = 0;  // of the last word
  for (const match::Hit& hit : register_hits_) {
    if (hit.range.begin < end || !IsNear(hit.range, range)) continue;
    words.insert(hit.phrase);
    end = hit.range.end;
  }
  return words.size() >= 2;
}

bool Passage::CanBeSentTo(text::OriginalRange range) const {
  return std::any_of(findings_.addresses.begin(), findings_.addresses.end(),
                     [range](const text::Address& address) {
                       return address.kind != text::AddressKind::kUrl && IsNear(address.range, range);
                     });
}

}  // namespace watchword::assess

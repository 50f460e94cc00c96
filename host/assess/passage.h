// SPDX-License-Identifier: Apache-2.0
// One text as it was said.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "assess/ruleset.h"
#include "match/incremental.h"
#include "text/normal_text.h"

namespace watchword::assess {

enum class Source { kPage, kThem, kMe, kUnknown };

// Words of the register and sendable addresses are looked for this far around a place, in UTF-16 units.
inline constexpr std::size_t kRegisterReach = 300;

// A text, who says it, and what was found in it. Borrows all of them.
class Passage {
 public:
  Passage(const Ruleset& ruleset, std::string_view utf8, const match::Findings& findings, Source source);

  const Ruleset& ruleset() const { return ruleset_; }
  std::string_view utf8() const { return utf8_; }
  const match::Findings& findings() const { return findings_; }
  Source source() const { return source_; }

  // UTF-16 units of half-open bytes, and back.
  text::OriginalRange RangeOf(std::size_t begin, std::size_t end) const;
  std::string_view At(text::OriginalRange range) const;

  // Whether the words around a place are those of people who talk about scams.
  bool TalksAboutScams(text::OriginalRange range) const;

  // Whether something stands near a place that money or a message can be sent to.
  bool CanBeSentTo(text::OriginalRange range) const;

 private:
  const Ruleset& ruleset_;
  std::string_view utf8_;
  const match::Findings& findings_;
  Source source_;
  std::vector<match::Hit> register_hits_;  // by place, then phrase
};

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
// Finds the phrases of a set in a text.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "match/phrase_set.h"
#include "text/normal_text.h"

namespace watchword::match {

// One phrase, found. Ordered by place, then phrase.
struct Hit {
  text::OriginalRange range;  // UTF-16 units of the original
  PhraseId phrase = 0;
  friend auto operator<=>(const Hit&, const Hit&) = default;
};

struct ScanLimits {
  std::size_t max_literal_hits = 50000;
  std::size_t max_hits = 1000;
  // States of phrases times tokens looked at: a text made to fit everything costs a second, not a minute.
  std::size_t max_work = 300'000'000;
};

struct ScanResult {
  std::vector<Hit> hits;   // each once, sorted
  bool truncated = false;  // a limit was reached: there may be more
};

// Owns the scratch memory of one thread. Shares the set.
class Scanner {
 public:
  // Error: kIo when there is no memory.
  static Result<Scanner> Make(std::shared_ptr<const PhraseSet> set);

  // Every reading of the text is searched; a phrase found in two readings at
  // the same place is one hit. Error: kIo: the text is unknown, not clean.
  Result<ScanResult> Scan(const text::NormalText& text, ScanLimits limits = {});

 private:
  Scanner(std::shared_ptr<const PhraseSet> set, Scratch scratch)
      : set_(std::move(set)), scratch_(std::move(scratch)) {}

  std::shared_ptr<const PhraseSet> set_;
  Scratch scratch_;
};

}  // namespace watchword::match

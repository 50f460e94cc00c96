// SPDX-License-Identifier: Apache-2.0
// Finds the phrases of a set in a text.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "match/confirm.h"
#include "match/phrase_set.h"
#include "match/sieve.h"
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
  // See ScanResult::work: a text made to fit everything costs a second, not a minute.
  std::size_t max_work = 300'000'000;
};

struct ScanResult {
  std::vector<Hit> hits;   // each once, sorted
  bool truncated = false;  // a limit was reached: there may be more
  // Steps taken: numbers of postings read, and states of phrases times tokens they were tried on.
  std::size_t work = 0;
};

// Owns the memory of one thread. Shares the set.
class Scanner {
 public:
  // Errors: those of Literals::MakeScratch.
  static Result<Scanner> Make(std::shared_ptr<const PhraseSet> set);

  // Every reading of the text is searched; a phrase found in two readings at
  // the same place is one hit. Error: kIo: the text is unknown, not clean.
  Result<ScanResult> Scan(const text::NormalText& text, ScanLimits limits = {});

  const PhraseSet& phrases() const { return *set_; }

 private:
  // Where a phrase may stand: around one or more of its literals.
  struct Candidate {
    PhraseId phrase = 0;
    Window window;
    std::uint32_t previous = 0;  // of the same phrase, counted from 1; 0 for none
    bool is_merged = false;      // into an earlier one
  };

  Scanner(std::shared_ptr<const PhraseSet> set, Scratch scratch)
      : set_(std::move(set)),
        scratch_(std::move(scratch)),
        sieve_(set_->vocabulary().size()),
        latest_(set_->size(), 0) {}

  Status ScanReading(const TokenText& text, const ScanLimits& limits, ScanResult& result);
  static bool Spend(std::size_t work, const ScanLimits& limits, ScanResult& result);
  void Collect(const TokenText& text);
  void Propose(const Find& find, const TokenText& text);
  bool MergeLatest(PhraseId phrase);
  void ConfirmAll(const TokenText& text, const ScanLimits& limits, ScanResult& result);

  std::shared_ptr<const PhraseSet> set_;
  Scratch scratch_;
  Sieve sieve_;
  Confirmer confirmer_;
  std::vector<Symbol> symbols_;
  std::vector<LiteralHit> literal_hits_;
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> latest_;  // by phrase: its last candidate, counted from 1; 0 for none
};

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/literals.h"

#include <hs/hs_runtime.h>

#include <algorithm>

#include "match/automaton.h"

namespace watchword::match {
namespace {

struct Collector {
  std::vector<LiteralHit>& found;
  std::size_t max_hits;
  std::size_t literals;
  bool truncated = false;
};

int Collect(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  auto& collector = *static_cast<Collector*>(context);
  // Half a symbol and half the next one can look like a third.
  if (to % sizeof(Symbol) != 0 || id >= collector.literals) return 0;
  if (collector.found.size() >= collector.max_hits) {
    collector.truncated = true;
    return 1;
  }
  collector.found.push_back({id, static_cast<std::uint32_t>(to / sizeof(Symbol))});
  return 0;
}

Error ScratchError(hs_error_t code) {
  const std::string what = "hs_alloc_scratch failed with " + std::to_string(code);
  if (code == HS_NOMEM) return {ErrorCode::kIo, what};
  const bool foreign = code == HS_DB_VERSION_ERROR || code == HS_DB_PLATFORM_ERROR;
  return {foreign ? ErrorCode::kUnsupported : ErrorCode::kInvalid, "compiled image: " + what};
}

}  // namespace

std::string LibraryVersion() {
  return hs_version();
}

void FreeScratch::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

Result<Literals> Literals::Read(const image::Image& image) {
  Literals literals;
  const auto entries = image.Table<LiteralEntry>(image::Section::kLiterals);
  if (!entries) return entries.error();
  const auto postings = image.Table<std::uint16_t>(image::Section::kPostings);
  if (!postings) return postings.error();
  literals.entries_ = *entries;
  literals.postings_ = *postings;
  const auto database = image.section(image::Section::kDatabase);
  if (!database.empty()) literals.database_ = reinterpret_cast<const hs_database*>(database.data());
  const auto phrases = image.Table<AutomatonEntry>(image::Section::kAutomata);
  if (!phrases) return phrases.error();
  const auto words = image.Table<WordEntry>(image::Section::kWords);
  if (!words) return words.error();
  if (const Status checked = literals.Check(phrases->size(), words->size()); !checked) return checked.error();
  return literals;
}

bool Literals::PostingsFit(std::uint32_t literal, std::size_t phrases, std::size_t symbols) const {
  const auto known = [symbols](std::uint16_t companion) { return companion < symbols + kSigns; };
  PostingReader postings = PostingsOf(literal);
  for (Posting posting; postings.Next(posting);) {
    const bool fits = posting.phrase < phrases &&
                      std::all_of(posting.left.begin(), posting.left.end(), known) &&
                      std::all_of(posting.right.begin(), posting.right.end(), known);
    if (!fits) return false;
  }
  return postings.IsAtEnd();
}

Status Literals::Check(std::size_t phrases, std::size_t symbols) const {
  const auto descends = [](const LiteralEntry& one, const LiteralEntry& next) {
    return one.first_posting > next.first_posting;
  };
  bool fits = !entries_.empty() && (database_ != nullptr) == (entries_.size() > 1) &&
              entries_.back().first_posting == postings_.size() &&
              std::adjacent_find(entries_.begin(), entries_.end(), descends) == entries_.end();
  for (std::uint32_t i = 0; fits && i < size(); ++i) fits = PostingsFit(i, phrases, symbols);
  if (!fits) return Error{ErrorCode::kInvalid, "compiled image: the literals contradict themselves"};
  return {};
}

Result<Scratch> Literals::MakeScratch() const {
  if (database_ == nullptr) return Scratch();
  hs_scratch_t* scratch = nullptr;
  const hs_error_t code = hs_alloc_scratch(database_, &scratch);
  if (code != HS_SUCCESS) return ScratchError(code);
  return Scratch(scratch);
}

Result<bool> Literals::Find(std::span<const Symbol> symbols, std::size_t max_hits, hs_scratch* scratch,
                            std::vector<LiteralHit>& found) const {
  if (database_ == nullptr || symbols.empty()) return false;
  Collector collector{found, max_hits, size()};
  const auto bytes = std::as_bytes(symbols);
  const hs_error_t code = hs_scan(database_, reinterpret_cast<const char*>(bytes.data()),
                                  static_cast<unsigned>(bytes.size()), 0, scratch, &Collect, &collector);
  if (code != HS_SUCCESS && code != HS_SCAN_TERMINATED) {
    return Error{ErrorCode::kIo, "hs_scan failed with " + std::to_string(code)};
  }
  return collector.truncated;
}

}  // namespace watchword::match

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
  // A part of a symbol and a part of the next one can look like a third.
  if (to % kCodeBytes != 0 || id >= collector.literals) return 0;
  if (collector.found.size() >= collector.max_hits) {
    collector.truncated = true;
    return 1;
  }
  collector.found.push_back({id, static_cast<std::uint32_t>(to / kCodeBytes)});
  return 0;
}

bool CutTo(std::size_t most, std::vector<LiteralHit>& found) {
  if (found.size() <= most) return false;
  found.resize(most);
  return true;
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
  const auto postings = image.Table<Posting>(image::Section::kPostings);
  if (!postings) return postings.error();
  const auto companions = image.Table<std::uint32_t>(image::Section::kCompanions);
  if (!companions) return companions.error();
  literals.companions_ = *companions;
  const auto of_words = image.Table<std::uint32_t>(image::Section::kWordLiterals);
  if (!of_words) return of_words.error();
  literals.of_words_ = *of_words;
  literals.entries_ = *entries;
  literals.postings_ = *postings;
  const auto database = image.section(image::Section::kDatabase);
  if (!database.empty()) literals.database_ = reinterpret_cast<const hs_database*>(database.data());
  const auto phrases = image.Table<AutomatonEntry>(image::Section::kAutomata);
  if (!phrases) return phrases.error();
  const auto words = image.Table<WordEntry>(image::Section::kWords);
  if (!words) return words.error();
  if (image.is_checked()) return literals;
  if (const Status checked = literals.Check(phrases->size(), words->size()); !checked) return checked.error();
  return literals;
}

bool Literals::CompanionsFit(std::uint32_t place, std::size_t symbols) const {
  if (place >= companions_.size() || companions_[place] >= companions_.size() - place) return false;
  const auto companions = CompanionsAt(place);
  return std::all_of(companions.begin(), companions.end(),
                     [symbols](std::uint32_t companion) { return companion < symbols + kSigns; });
}

Status Literals::Check(std::size_t phrases, std::size_t symbols) const {
  const auto descends = [](const LiteralEntry& one, const LiteralEntry& next) {
    return one.first_posting > next.first_posting;
  };
  const auto known = [this](std::uint32_t literal) { return literal == kNoLiteral || literal < size(); };
  const auto fits = [&](const Posting& posting) {
    return posting.phrase < phrases && CompanionsFit(posting.left, symbols) &&
           CompanionsFit(posting.right, symbols);
  };
  const bool all_fit = !entries_.empty() && of_words_.size() == symbols &&
                       std::all_of(of_words_.begin(), of_words_.end(), known) &&
                       entries_.back().first_posting == postings_.size() &&
                       std::adjacent_find(entries_.begin(), entries_.end(), descends) == entries_.end() &&
                       std::all_of(postings_.begin(), postings_.end(), fits);
  if (!all_fit) return Error{ErrorCode::kInvalid, "compiled image: the literals contradict themselves"};
  return {};
}

Result<Scratch> Literals::MakeScratch() const {
  if (database_ == nullptr) return Scratch{};
  hs_scratch_t* scratch = nullptr;
  const hs_error_t code = hs_alloc_scratch(database_, &scratch);
  if (code != HS_SUCCESS) return ScratchError(code);
  return Scratch{.hyperscan = std::unique_ptr<hs_scratch, FreeScratch>(scratch)};
}

Result<bool> Literals::Find(std::span<const Symbol> symbols, std::size_t max_hits, Scratch& scratch,
                            std::vector<LiteralHit>& found) const {
  FindWords(symbols, found);
  const std::size_t words = found.size();
  if (database_ == nullptr || symbols.empty()) return CutTo(max_hits, found);
  Collector collector{found, words + max_hits, size()};
  scratch.codes.resize(symbols.size() * kCodeBytes);
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const auto code = CodeOf(symbols[i]);
    std::copy(code.begin(), code.end(), scratch.codes.begin() + static_cast<std::ptrdiff_t>(i * kCodeBytes));
  }
  const hs_error_t code =
      hs_scan(database_, reinterpret_cast<const char*>(scratch.codes.data()),
              static_cast<unsigned>(scratch.codes.size()), 0, scratch.hyperscan.get(), &Collect, &collector);
  if (code != HS_SUCCESS && code != HS_SCAN_TERMINATED) {
    return Error{ErrorCode::kIo, "hs_scan failed with " + std::to_string(code)};
  }
  const auto earlier = [](const LiteralHit& one, const LiteralHit& other) { return one.end < other.end; };
  std::inplace_merge(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(words), found.end(), earlier);
  return CutTo(max_hits, found) || collector.truncated;
}

void Literals::FindWords(std::span<const Symbol> symbols, std::vector<LiteralHit>& found) const {
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const std::uint32_t literal = of_words_[symbols[i]];
    if (literal != kNoLiteral) found.push_back({literal, static_cast<std::uint32_t>(i + 1)});
  }
}

}  // namespace watchword::match

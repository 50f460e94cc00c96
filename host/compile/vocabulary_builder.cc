// SPDX-License-Identifier: Apache-2.0
#include "compile/vocabulary_builder.h"

#include <bit>

#include "base/utf8.h"
#include "text/normal_text.h"

namespace watchword::compile {
namespace {

// Nearest beginnings seen on the way through sorted words: each begins with the one below it.
class Ancestry {
 public:
  match::Symbol ParentOf(std::string_view word) {
    while (!stack_.empty() && !word.starts_with(stack_.back().first)) stack_.pop_back();
    return stack_.empty() ? match::kUnknown : stack_.back().second;
  }
  void Push(std::string_view beginning, match::Symbol symbol) { stack_.emplace_back(beginning, symbol); }

 private:
  std::vector<std::pair<std::string_view, match::Symbol>> stack_;
};

}  // namespace

void VocabularyBuilder::Add(const Sequence& sequence) {
  for (const Element& element : sequence) {
    if (element.kind == Element::Kind::kWord) words_.try_emplace({element.word, false});
    if (element.kind == Element::Kind::kPrefix) words_.try_emplace({element.word, true});
    if (!element.one_of || !added_.insert(element.one_of).second) continue;
    for (const Sequence& choice : element.choices()) Add(choice);
  }
}

void VocabularyBuilder::Add(const match::NumberWords& words) {
  constexpr std::uint8_t kBoth = match::kBeginsNumber | match::kBeginsUnitWord;
  AddUnits(words.numbers, kBoth);
  AddUnits(words.percent_prefixes, kBoth);
  AddUnits(words.sign_prefixes, kBoth);
  AddUnits(words.before_numbers, kBoth);
  for (const std::string_view sign : match::CurrencySigns()) AddUnit(sign, kBoth);
  for (const auto* others :
       {&words.scales, &words.currencies, &words.percents, &words.durations, &words.ranges, &words.counters})
    AddUnits(*others, match::kBeginsUnitWord);
}

void VocabularyBuilder::AddUnits(const std::set<std::string, std::less<>>& words, std::uint8_t unit) {
  for (const std::string& word : words) AddUnit(word, unit);
}

// Only what it begins with: one character in scripts without spaces.
void VocabularyBuilder::AddUnit(std::string_view word, std::uint8_t unit) {
  if (word.empty()) return;
  const bool unspaced = text::TokenKindOf(word) == text::TokenKind::kUnspaced;
  const std::string_view first = unspaced ? word.substr(0, base::DecodeUtf8(word, 0).bytes) : word;
  words_[{std::string(first), false}].unit |= unit;
}

Status VocabularyBuilder::CheckSize() const {
  if (words_.size() < match::kMaxSymbols) return {};
  return Error{ErrorCode::kTooLarge, "makes " + std::to_string(words_.size()) + " different words, at most " +
                                         std::to_string(match::kMaxSymbols - 1)};
}

void VocabularyBuilder::Number() {
  match::Symbol next = 1;
  for (auto& [key, place] : words_) place.symbol = next++;
  for (const auto& [key, place] : words_) {
    if (key.beginning)
      of_beginnings_[key.word] = RangeOfBeginning(key.word);
    else
      of_words_[key.word] = {place.symbol, place.symbol};
  }
}

match::SymbolRange VocabularyBuilder::RangeOfBeginning(const std::string& word) const {
  match::SymbolRange range;
  for (auto at = words_.lower_bound({word, false}); at != words_.end() && at->first.word.starts_with(word);
       ++at) {
    if (range.least == match::kUnknown) range.least = at->second.symbol;
    range.most = at->second.symbol;
  }
  return range;
}

match::SymbolRange VocabularyBuilder::RangeOf(const Element& element) const {
  return (element.kind == Element::Kind::kWord ? of_words_ : of_beginnings_).at(element.word);
}

std::vector<match::WordEntry> VocabularyBuilder::Entries(std::string& text) const {
  std::vector<match::WordEntry> entries(1);
  Ancestry ancestry;
  for (const auto& [key, place] : words_) {
    entries.push_back({.offset = static_cast<std::uint32_t>(text.size()),
                       .parent = ancestry.ParentOf(key.word),
                       .length = static_cast<std::uint16_t>(key.word.size()),
                       .beginning = static_cast<std::uint8_t>(key.beginning ? 1 : 0),
                       .unit = place.unit});
    text += key.word;
    if (key.beginning) ancestry.Push(key.word, place.symbol);
  }
  return entries;
}

std::vector<match::Slot> VocabularyBuilder::Slots() const {
  std::vector<match::Slot> slots(std::bit_ceil(2 * words_.size() + 2));
  for (const auto& [key, place] : words_) {
    if (key.beginning || match::IsCharacter(key.word)) continue;
    const std::uint64_t number = match::KeyOf(key.word);
    std::size_t at = match::SlotOf(number, slots.size());
    while (slots[at].symbol != match::kUnknown) at = (at + 1) & (slots.size() - 1);
    slots[at] = {number, place.symbol, static_cast<std::uint16_t>(key.word.size())};
  }
  return slots;
}

std::vector<match::Symbol> VocabularyBuilder::Characters() const {
  std::vector<match::Symbol> characters(match::kCharacters, match::kUnknown);
  for (const auto& [key, place] : words_) {
    if (!key.beginning && match::IsCharacter(key.word)) characters[match::CodePoint(key.word)] = place.symbol;
  }
  return characters;
}

std::vector<std::uint64_t> VocabularyBuilder::Heads() const {
  std::vector<std::uint64_t> heads(match::kHeadBits / 64, 0);
  for (const auto& [key, place] : words_) {
    if (!key.beginning) continue;
    const std::size_t bit = match::HeadBit(match::HeadOf(key.word, match::HeadBytes(key.word.size())));
    heads[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  return heads;
}

void VocabularyBuilder::Write(image::Builder& image) const {
  std::string text;
  image.AddTable(image::Section::kWords, Entries(text));
  image.Add(image::Section::kWordText, text);
  image.AddTable(image::Section::kSlots, Slots());
  image.AddTable(image::Section::kCharacters, Characters());
  image.AddTable(image::Section::kPrefixHeads, Heads());
}

}  // namespace watchword::compile

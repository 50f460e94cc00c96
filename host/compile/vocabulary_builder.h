// SPDX-License-Identifier: Apache-2.0
// Numbers the words of all phrases and writes the tables they are looked up in (match/symbols.h).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "compile/phrase.h"
#include "image/image.h"
#include "match/builtin.h"
#include "match/symbols.h"

namespace watchword::compile {

class VocabularyBuilder {
 public:
  void Add(const Sequence& sequence);
  void Add(const match::NumberWords& words);

  // Whether there are numbers enough for what was added. Error: kTooLarge.
  Status CheckSize() const;

  // Numbers what was added; nothing may be added afterwards. REQUIRES: CheckSize().
  void Number();

  // What a word or a beginning of a phrase fits. It was added.
  match::SymbolRange RangeOf(const Element& element) const;

  // Symbols, kUnknown included.
  std::size_t size() const { return words_.size() + 1; }

  void Write(image::Builder& image) const;

 private:
  struct Key {
    std::string word;
    bool beginning = false;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Place {
    match::Symbol symbol = match::kUnknown;
    std::uint8_t unit = 0;  // as in match::WordEntry
  };
  void AddUnits(const std::set<std::string, std::less<>>& words, std::uint8_t unit);
  void AddUnit(std::string_view word, std::uint8_t unit);
  std::vector<match::WordEntry> Entries(std::string& text) const;
  std::vector<match::Slot> Slots() const;
  std::vector<match::Symbol> Characters() const;
  std::vector<std::uint64_t> Heads() const;

  match::SymbolRange RangeOfBeginning(const std::string& word) const;

  std::map<Key, Place> words_;
  std::set<std::shared_ptr<const Choices>> added_;
  // What Number() found: phrases name the same words over and over.
  std::unordered_map<std::string, match::SymbolRange> of_words_;
  std::unordered_map<std::string, match::SymbolRange> of_beginnings_;
};

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "phrases.h"

#include <algorithm>
#include <map>
#include <set>

#include "author/read_patterns.h"
#include "base/file_system.h"
#include "base/utf8.h"
#include "hash.h"

namespace watchword::bench {
namespace {

// Of English words: shorter ones hold a sentence together and stay.
constexpr std::size_t kLeastLetters = 4;
constexpr int kMostGenerations = 40;

// A stretch of a phrase's source that means something: may give way to another of its length.
struct Slot {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsMultiByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

// Words outside {names}; a word with a * or an apostrophe is not whole.
std::vector<Slot> FindSlots(std::string_view source) {
  std::vector<Slot> slots;
  bool in_name = false;
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '{' || c == '}') in_name = c == '{';
    const std::size_t begin = at;
    const bool word = IsLetter(c);
    const auto belongs = [&](char next) { return word ? IsLetter(next) : IsMultiByte(next); };
    while (at < source.size() && belongs(source[at])) ++at;
    const bool whole = at >= source.size() || (source[at] != '*' && source[at] != '\'');
    const bool long_enough = at - begin >= (word ? kLeastLetters : 6);
    if (long_enough && whole && !in_name && source.substr(begin, 3) != "…") slots.push_back({begin, at});
    if (at == begin) ++at;
  }
  return slots;
}

// Words of one language by length in bytes, each as often as it stands: the common ones stay common.
using Vocabulary = std::map<std::size_t, std::vector<std::string>>;

Vocabulary CollectWords(const std::vector<BenchPhrase>& phrases, const std::string& language) {
  Vocabulary words;
  for (const BenchPhrase& one : phrases) {
    if (one.language != language) continue;
    for (const Slot& slot : FindSlots(one.source)) {
      words[slot.end - slot.begin].push_back(one.source.substr(slot.begin, slot.end - slot.begin));
    }
  }
  return words;
}

// The source with two of three words replaced, chosen by `seed`.
std::string Vary(const std::string& source, const Vocabulary& vocabulary, std::uint32_t seed) {
  std::string varied = source;
  for (const Slot& slot : FindSlots(source)) {
    const auto& words = vocabulary.at(slot.end - slot.begin);
    const std::uint32_t choice = HashOf(source.substr(slot.begin, slot.end - slot.begin),
                                        seed + 7 * static_cast<std::uint32_t>(slot.begin));
    if (choice % 3 != 0)
      varied.replace(slot.begin, slot.end - slot.begin, words[(choice / 3) % words.size()]);
  }
  return varied;
}

using ListsByLanguage = std::map<std::string, pack::WordLists>;

bool Append(std::string language, std::string source, const ListsByLanguage& lists, BenchPhrases& all) {
  static const pack::WordLists kNone;
  const auto found = lists.find(language);
  auto orders = compile::ParsePhrases(source, found == lists.end() ? kNone : found->second);
  if (!orders || orders->size() > 1) return false;  // what peers are given is one expression
  all.phrases.push_back({std::move(language), std::move(source), std::move(orders->front())});
  return true;
}

void Thin(std::vector<BenchPhrase>& phrases, std::size_t count) {
  std::vector<BenchPhrase> sample;
  for (std::size_t i = 0; i < count; ++i) sample.push_back(phrases[i * phrases.size() / count]);
  phrases = std::move(sample);
}

// Generations of variations of the real phrases, until there are enough.
void Multiply(const ListsByLanguage& lists, std::size_t count, BenchPhrases& all) {
  std::map<std::string, Vocabulary> words;
  std::set<std::string> known;
  for (const BenchPhrase& one : all.phrases) {
    known.insert(one.source);
    if (!words.contains(one.language)) words[one.language] = CollectWords(all.phrases, one.language);
  }
  const std::size_t real = all.phrases.size();
  for (std::uint32_t generation = 1; generation < kMostGenerations; ++generation) {
    for (std::size_t i = 0; i < real && all.phrases.size() < count; ++i) {
      const std::string language = all.phrases[i].language;
      std::string varied =
          Vary(all.phrases[i].source, words[language], HashOf(all.phrases[i].source, generation));
      if (known.insert(varied).second) Append(language, std::move(varied), lists, all);
    }
  }
}

}  // namespace

Result<BenchPhrases> LoadPhrases(const std::string& folder, std::size_t count) {
  const base::PosixFileSystem files;
  auto draft = author::ReadPatterns(folder, files);
  if (!draft) return draft.error();
  BenchPhrases all;
  std::set<std::string> known;
  for (const pack::Rule& rule : draft->pack.rules) {
    for (const std::string& source : rule.phrases) {
      if (known.insert(source).second) Append(rule.language, source, draft->pack.lists, all);
    }
  }
  if (all.phrases.size() > count) Thin(all.phrases, count);
  all.real = all.phrases.size();
  Multiply(draft->pack.lists, count, all);
  all.units = std::move(draft->pack.units);
  if (all.phrases.size() < count) {
    return Error{ErrorCode::kNotFound,
                 folder + " yields only " + std::to_string(all.phrases.size()) + " phrases"};
  }
  return all;
}

}  // namespace watchword::bench

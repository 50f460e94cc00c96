// SPDX-License-Identifier: Apache-2.0
// A phrase as its author wrote it, understood.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "match/automaton.h"

namespace watchword::compile {

inline constexpr std::size_t kMaxPhraseBytes = 1024;
inline constexpr int kMaxPhraseDepth = 8;
// Lists spelled out: a list may be long, but not long and named often.
inline constexpr std::size_t kMaxPhraseElements = 20'000;

using match::Builtin;

struct Element;
using Sequence = std::vector<Element>;

// One piece of a phrase. Words are in normal spelling.
struct Element {
  enum class Kind {
    kWord,     // `word`: one token
    kPrefix,   // `word`: a token that begins so
    kChoice,   // one of `choices`
    kGap,      // anything, within the budget
    kBuiltin,  // `builtin`
  };
  Kind kind = Kind::kWord;
  std::string word;
  std::vector<Sequence> choices;  // an optional part has an empty choice
  Builtin builtin = Builtin::kAmount;
};

struct Phrase {
  Sequence elements;
  std::size_t size = 0;  // elements in all, lists spelled out
};

// The most a match of it can cost, counted like gaps (match/automaton.h).
int MaxCost(const Element& element);
int MaxCost(const Sequence& sequence);

// The most tokens a match of it can have.
std::size_t MaxTokens(const Sequence& sequence);

// Named lists of one language: name → entries, each a phrase without gaps and lists.
using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

inline constexpr std::size_t kMaxAnyOrder = 4;

// Reads the template syntax. Lists are looked up in `lists`; built-in names
// cannot be redefined.
//
// Errors: kTooLarge (bytes, elements); kInvalid with the place and what is wrong: "unclosed ( at 7",
// "unknown list {messengr}", "begins with a gap", "no word of its own".
Result<Phrase> ParsePhrase(std::string_view source, const Lists& lists);

// The same, where "a & b & c" stands for its parts in any order with gaps between them: one phrase for each
// order. Errors: also kInvalid for an empty part and more than kMaxAnyOrder parts.
Result<std::vector<Phrase>> ParsePhrases(std::string_view source, const Lists& lists);

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
// A phrase as its author wrote it, understood.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
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
using Choices = std::vector<Sequence>;

// One piece of a phrase. Words are in normal spelling.
struct Element {
  enum class Kind {
    kWord,     // `word`: one token
    kPrefix,   // `word`: a token that begins so
    kChoice,   // one of choices()
    kGap,      // anything, within the budget
    kBuiltin,  // `builtin`
  };
  Kind kind = Kind::kWord;
  std::string word;
  std::shared_ptr<const Choices> one_of;  // never changes; a named list is shared by all that name it
  Builtin builtin = Builtin::kAmount;

  // Empty unless it is a choice; an optional part has an empty one.
  const Choices& choices() const;
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

// Lists that are read once, when a phrase first names them.
class SharedLists {
 public:
  struct Read {
    std::shared_ptr<const Choices> choices;
    std::size_t size = 0;  // elements in all
  };

  // REQUIRES: `lists` outlives it and does not change.
  explicit SharedLists(const Lists& lists) : lists_(&lists) {}

  const Lists& lists() const { return *lists_; }
  const Read* Find(std::string_view name) const;
  const Read& Keep(std::string_view name, Read read);

 private:
  const Lists* lists_;
  std::map<std::string, Read, std::less<>> read_;
};

inline constexpr std::size_t kMaxAnyOrder = 4;

// Reads the template syntax. Lists are looked up in `lists`; built-in names
// cannot be redefined.
//
// Errors: kTooLarge (bytes, elements); kInvalid with the place and what is wrong: "unclosed ( at 7",
// "unknown list {messengr}", "begins with a gap", "no word of its own".
Result<Phrase> ParsePhrase(std::string_view source, SharedLists& lists);
Result<Phrase> ParsePhrase(std::string_view source, const Lists& lists);

// The same, where "a & b & c" stands for its parts in any order with gaps between them: one phrase for each
// order. Errors: also kInvalid for an empty part and more than kMaxAnyOrder parts.
Result<std::vector<Phrase>> ParsePhrases(std::string_view source, SharedLists& lists);
Result<std::vector<Phrase>> ParsePhrases(std::string_view source, const Lists& lists);

}  // namespace watchword::compile

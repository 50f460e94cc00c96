// SPDX-License-Identifier: Apache-2.0
#include "compile/phrase.h"

#include <algorithm>

#include "match/builtin.h"
#include "text/normal_text.h"

namespace watchword::compile {

const Choices& Element::choices() const {
  static const Choices kNone;
  return one_of ? *one_of : kNone;
}

const SharedLists::Read* SharedLists::Find(std::string_view name) const {
  const auto found = read_.find(name);
  return found == read_.end() ? nullptr : &found->second;
}

const SharedLists::Read& SharedLists::Keep(std::string_view name, Read read) {
  return read_.insert_or_assign(std::string(name), std::move(read)).first->second;
}

int MaxCost(const Element& element) {
  switch (element.kind) {
    case Element::Kind::kGap:
      return match::kGapBudget;
    case Element::Kind::kBuiltin:
      return static_cast<int>(match::MaxTokens(element.builtin)) * match::kWordCost;
    case Element::Kind::kChoice: {
      int most = 0;
      for (const Sequence& choice : element.choices()) most = std::max(most, MaxCost(choice));
      return most;
    }
    default:
      return text::TokenKindOf(element.word) == text::TokenKind::kUnspaced ? 1 : match::kWordCost;
  }
}

namespace {

std::size_t MaxTokens(const Element& element) {
  switch (element.kind) {
    case Element::Kind::kGap:
      return match::kGapBudget;
    case Element::Kind::kBuiltin:
      return match::MaxTokens(element.builtin);
    case Element::Kind::kChoice: {
      std::size_t most = 0;
      for (const Sequence& choice : element.choices()) most = std::max(most, compile::MaxTokens(choice));
      return most;
    }
    default:
      return 1;
  }
}

}  // namespace

std::size_t MaxTokens(const Sequence& sequence) {
  std::size_t tokens = 0;
  for (const Element& element : sequence) tokens += MaxTokens(element);
  return tokens;
}

int MaxCost(const Sequence& sequence) {
  int cost = 0;
  for (const Element& element : sequence) cost += MaxCost(element);
  return cost;
}

}  // namespace watchword::compile

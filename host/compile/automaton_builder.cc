// SPDX-License-Identifier: Apache-2.0
#include "compile/automaton_builder.h"

#include <algorithm>

namespace watchword::compile {
namespace {

using match::Edge;
using States = std::vector<std::vector<Edge>>;

// Builds one automaton front to back, so that edges lead upwards by construction.
class Draft {
 public:
  explicit Draft(const VocabularyBuilder& vocabulary) : vocabulary_(vocabulary) { AddState(); }

  States Build(const Phrase& phrase) {
    std::uint32_t at = 0;
    for (const Element& element : phrase.elements) at = Append(element, at);
    MarkLastEdges();
    return std::move(states_);
  }

 private:
  std::uint32_t AddState() {
    states_.emplace_back();
    return static_cast<std::uint32_t>(states_.size() - 1);
  }

  // Adds `element` after state `from`; returns the state behind it.
  std::uint32_t Append(const Element& element, std::uint32_t from) {
    if (element.kind == Element::Kind::kChoice) return AppendChoice(element, from);
    const std::uint32_t to = AddState();
    states_[from].push_back(EdgeFor(element, to));
    return to;
  }

  Edge EdgeFor(const Element& element, std::uint32_t to) const {
    const auto target = static_cast<std::uint16_t>(to);
    switch (element.kind) {
      case Element::Kind::kGap:
        return {.kind = Edge::Kind::kGap, .to = target};
      case Element::Kind::kBuiltin:
        return {.kind = Edge::Kind::kBuiltin, .builtin = element.builtin, .to = target};
      default: {
        const SymbolRange range = vocabulary_.RangeOf(element);
        return {.kind = Edge::Kind::kWord, .least = range.least, .most = range.most, .to = target};
      }
    }
  }

  // The last edge of each alternative leads to one state; an alternative that ends with a choice needs an
  // empty one.
  std::uint32_t AppendChoice(const Element& element, std::uint32_t from) {
    std::vector<std::pair<const Element*, std::uint32_t>> ends;
    for (const Sequence& choice : element.choices()) {
      std::uint32_t at = from;
      for (std::size_t i = 0; i + 1 < choice.size(); ++i) at = Append(choice[i], at);
      const bool nested = !choice.empty() && choice.back().kind == Element::Kind::kChoice;
      if (nested) at = Append(choice.back(), at);
      ends.emplace_back(choice.empty() || nested ? nullptr : &choice.back(), at);
    }
    const std::uint32_t join = AddState();
    for (const auto& [last, at] : ends) {
      states_[at].push_back(last == nullptr ? Edge{.to = static_cast<std::uint16_t>(join)}
                                            : EdgeFor(*last, join));
    }
    return join;
  }

  // Backwards, so that a state's own edges are known when those into it are marked.
  void MarkLastEdges() {
    std::vector<bool> at_end(states_.size(), false);
    at_end.back() = true;
    for (std::size_t state = states_.size() - 1; state-- > 0;) {
      for (Edge& edge : states_[state]) {
        edge.last = at_end[edge.to] ? 1 : 0;
        if (edge.kind == Edge::Kind::kEmpty && edge.last != 0) at_end[state] = true;
      }
    }
  }

  const VocabularyBuilder& vocabulary_;
  States states_;
};

std::uint64_t BitsOf(const Edge& edge) {
  if (edge.most - edge.least >= 63) return ~std::uint64_t{0};
  std::uint64_t bits = 0;
  for (std::uint32_t symbol = edge.least; symbol <= edge.most; ++symbol)
    bits |= std::uint64_t{1} << (symbol % 64);
  return bits;
}

match::State Describe(const std::vector<Edge>& edges, std::size_t first_edge) {
  match::State state{.first_edge = static_cast<std::uint32_t>(first_edge)};
  for (const Edge& edge : edges) {
    if (edge.kind == Edge::Kind::kWord) {
      state.words |= BitsOf(edge);
    } else {
      state.goes_freely = 1;
    }
  }
  return state;
}

}  // namespace

Status AutomatonBuilder::Add(const Phrase& phrase, const VocabularyBuilder& vocabulary) {
  const States states = Draft(vocabulary).Build(phrase);
  if (states.size() > match::kMaxStates) {
    return Error{ErrorCode::kTooLarge, "branches into " + std::to_string(states.size()) +
                                           " states, at most " + std::to_string(match::kMaxStates)};
  }
  entries_.push_back({static_cast<std::uint32_t>(states_.size()), static_cast<std::uint32_t>(states.size())});
  for (const auto& edges : states) {
    states_.push_back(Describe(edges, edges_.size()));
    edges_.insert(edges_.end(), edges.begin(), edges.end());
  }
  states_.push_back(Describe({}, edges_.size()));
  return {};
}

void AutomatonBuilder::Write(image::Builder& image) const {
  image.AddTable(image::Section::kAutomata, entries_);
  image.AddTable(image::Section::kStates, states_);
  image.AddTable(image::Section::kEdges, edges_);
}

}  // namespace watchword::compile

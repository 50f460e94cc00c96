// SPDX-License-Identifier: Apache-2.0
#include "compile/automaton_builder.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace watchword::compile {
namespace {

using match::Edge;
using States = std::vector<std::vector<Edge>>;

bool IsWord(const Element& element) {
  return element.kind == Element::Kind::kWord || element.kind == Element::Kind::kPrefix;
}

// Ascending, with a gap between one and the next.
std::vector<match::SymbolRange> Merged(std::vector<match::SymbolRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<match::SymbolRange> merged;
  for (const match::SymbolRange& range : ranges) {
    if (!merged.empty() && range.least <= merged.back().most + 1) {
      merged.back().most = std::max(merged.back().most, range.most);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

// Builds one automaton front to back, so that edges lead upwards by construction.
class Draft {
 public:
  Draft(const VocabularyBuilder& vocabulary, RangeSets& sets) : vocabulary_(vocabulary), sets_(sets) {
    AddState();
  }

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
        return {.to = target, .kind = Edge::Kind::kGap};
      case Element::Kind::kBuiltin:
        return {
            .first = static_cast<std::uint32_t>(element.builtin), .to = target, .kind = Edge::Kind::kBuiltin};
      default:
        return EdgeFor({vocabulary_.RangeOf(element)}, target);
    }
  }

  // One edge for all words of which one stands there. The same words in another phrase are the same ranges.
  Edge EdgeFor(std::vector<match::SymbolRange> words, std::uint16_t to) const {
    words = Merged(std::move(words));
    if (words.size() == 1)
      return {.first = words[0].least, .most = words[0].most, .to = to, .kind = Edge::Kind::kWord};
    return {.first = sets_.Add(words),
            .most = static_cast<std::uint32_t>(words.size()),
            .to = to,
            .kind = Edge::Kind::kWords};
  }

  // Alternatives that go on from one state, from their `done`th element on.
  struct Branch {
    const Sequence* sequence;
    std::size_t done;
    bool IsOver() const { return done == sequence->size(); }
    const Element& next() const { return (*sequence)[done]; }
    std::size_t left() const { return sequence->size() - done; }
  };
  using Branches = std::vector<Branch>;

  // Where alternatives end, until the state behind all of them is there.
  struct Ends {
    std::vector<std::uint32_t> empty;                                // states behind whole alternatives
    std::vector<std::pair<std::uint32_t, const Element*>> elements;  // the last element still to come
    std::map<std::uint32_t, std::vector<match::SymbolRange>> words;  // the same, of single words
  };

  // Alternatives that begin with the same words share their states.
  std::uint32_t AppendChoice(const Element& element, std::uint32_t from) {
    Branches branches;
    for (const Sequence& choice : element.choices()) branches.push_back({&choice, 0});
    Ends ends;
    Grow(branches, from, ends);
    const std::uint32_t join = AddState();
    const auto to = static_cast<std::uint16_t>(join);
    for (auto& [state, words] : ends.words) states_[state].push_back(EdgeFor(std::move(words), to));
    for (const auto& [state, last] : ends.elements) states_[state].push_back(EdgeFor(*last, join));
    for (const std::uint32_t state : ends.empty) states_[state].push_back({.to = to});
    return join;
  }

  void Grow(const Branches& branches, std::uint32_t from, Ends& ends) {
    std::map<std::pair<Element::Kind, std::string_view>, Branches> by_word;
    for (const Branch& branch : branches) {
      if (branch.IsOver()) {
        ends.empty.push_back(from);
      } else if (!IsWord(branch.next())) {
        AppendRest(branch, from, ends);
      } else if (branch.left() == 1) {
        ends.words[from].push_back(vocabulary_.RangeOf(branch.next()));
      } else {
        by_word[{branch.next().kind, branch.next().word}].push_back({branch.sequence, branch.done + 1});
      }
    }
    for (const auto& [word, rest] : by_word) {
      const Branch& first = rest.front();
      Grow(rest, Append((*first.sequence)[first.done - 1], from), ends);
    }
  }

  // What does not begin with a word is nobody else's.
  void AppendRest(const Branch& branch, std::uint32_t from, Ends& ends) {
    std::uint32_t at = from;
    for (std::size_t i = branch.done; i + 1 < branch.sequence->size(); ++i)
      at = Append((*branch.sequence)[i], at);
    const Element& last = branch.sequence->back();
    // A choice has a state of its own behind it.
    if (last.kind == Element::Kind::kChoice) {
      ends.empty.push_back(Append(last, at));
    } else {
      ends.elements.emplace_back(at, &last);
    }
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
  RangeSets& sets_;
  States states_;
};

std::uint64_t BitsOf(match::SymbolRange range) {
  if (range.most - range.least >= 63) return ~std::uint64_t{0};
  std::uint64_t bits = 0;
  for (match::Symbol symbol = range.least; symbol <= range.most; ++symbol)
    bits |= std::uint64_t{1} << (symbol % 64);
  return bits;
}

match::State Describe(const std::vector<Edge>& edges, std::size_t first_edge, const RangeSets& sets) {
  match::State state{.first_edge = static_cast<std::uint32_t>(first_edge)};
  for (const Edge& edge : edges) {
    if (edge.kind == Edge::Kind::kWord) {
      state.words |= BitsOf({edge.first, edge.most});
    } else if (edge.kind == Edge::Kind::kWords) {
      for (std::uint32_t i = 0; i < edge.most; ++i) state.words |= BitsOf(sets.ranges()[edge.first + i]);
    } else {
      state.goes_freely = 1;
    }
  }
  return state;
}

}  // namespace

std::uint32_t RangeSets::Add(const std::vector<match::SymbolRange>& set) {
  const auto [known, is_new] = known_.try_emplace(set, static_cast<std::uint32_t>(ranges_.size()));
  if (is_new) ranges_.insert(ranges_.end(), set.begin(), set.end());
  return known->second;
}

Status AutomatonBuilder::Add(const Phrase& phrase, const VocabularyBuilder& vocabulary) {
  const States states = Draft(vocabulary, sets_).Build(phrase);
  if (states.size() > match::kMaxStates) {
    return Error{ErrorCode::kTooLarge, "branches into " + std::to_string(states.size()) +
                                           " states, at most " + std::to_string(match::kMaxStates)};
  }
  entries_.push_back({static_cast<std::uint32_t>(states_.size()), static_cast<std::uint32_t>(states.size())});
  for (const auto& edges : states) {
    states_.push_back(Describe(edges, edges_.size(), sets_));
    edges_.insert(edges_.end(), edges.begin(), edges.end());
  }
  states_.push_back(Describe({}, edges_.size(), sets_));
  return {};
}

void AutomatonBuilder::Write(image::Builder& image) const {
  image.AddTable(image::Section::kAutomata, entries_);
  image.AddTable(image::Section::kStates, states_);
  image.AddTable(image::Section::kEdges, edges_);
  image.AddTable(image::Section::kRanges, sets_.ranges());
}

}  // namespace watchword::compile

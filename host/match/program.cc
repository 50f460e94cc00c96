// SPDX-License-Identifier: Apache-2.0
#include "match/program.h"

#include <algorithm>

#include "match/builtin.h"
#include "text/normal_text.h"

namespace watchword::match {
namespace {

// Builds the automaton front to back, so that edges lead upwards by construction.
class Builder {
 public:
  Program Build(const Phrase& phrase) {
    std::uint32_t at = AddState();
    for (const Element& element : phrase.elements) at = Append(element, at);
    program_.max_cost = Cost(phrase.elements);
    MarkLastEdges();
    return std::move(program_);
  }

 private:
  // Backwards, so that a state's own edges are known when those into it are marked.
  void MarkLastEdges() {
    std::vector<bool> at_end(program_.states.size(), false);
    at_end.back() = true;
    for (std::size_t state = program_.states.size() - 1; state-- > 0;) {
      for (Edge& edge : program_.states[state]) {
        edge.last = at_end[edge.to];
        if (edge.kind == Edge::Kind::kEmpty && edge.last) at_end[state] = true;
      }
    }
  }

  std::uint32_t AddState() {
    program_.states.emplace_back();
    return static_cast<std::uint32_t>(program_.states.size() - 1);
  }

  // Adds `element` after state `from`; returns the state behind it.
  std::uint32_t Append(const Element& element, std::uint32_t from) {
    if (element.kind == Element::Kind::kChoice) return AppendChoice(element, from);
    const std::uint32_t to = AddState();
    program_.states[from].push_back(MakeEdge(element, to));
    return to;
  }

  static Edge MakeEdge(const Element& element, std::uint32_t to) {
    switch (element.kind) {
      case Element::Kind::kWord:
        return {.kind = Edge::Kind::kWord, .to = to, .word = element.word};
      case Element::Kind::kPrefix:
        return {.kind = Edge::Kind::kPrefix, .to = to, .word = element.word};
      case Element::Kind::kGap:
        return {.kind = Edge::Kind::kGap, .to = to};
      default:
        return {.kind = Edge::Kind::kBuiltin, .builtin = element.builtin, .to = to};
    }
  }

  std::uint32_t AppendChoice(const Element& element, std::uint32_t from) {
    std::vector<std::uint32_t> ends;
    for (const Sequence& choice : element.choices) {
      std::uint32_t at = from;
      for (const Element& part : choice) at = Append(part, at);
      ends.push_back(at);
    }
    const std::uint32_t join = AddState();
    for (const std::uint32_t end : ends) program_.states[end].push_back({.to = join});
    return join;
  }

  static int Cost(const Sequence& sequence) {
    int cost = 0;
    for (const Element& element : sequence) cost += Cost(element);
    return cost;
  }

  static int Cost(const Element& element) {
    switch (element.kind) {
      case Element::Kind::kGap:
        return kGapBudget;
      case Element::Kind::kBuiltin:
        return static_cast<int>(MaxTokens(element.builtin)) * kWordCost;
      case Element::Kind::kChoice: {
        int most = 0;
        for (const Sequence& choice : element.choices) most = std::max(most, Cost(choice));
        return most;
      }
      default:
        return text::TokenKindOf(element.word) == text::TokenKind::kUnspaced ? 1 : kWordCost;
    }
  }

  Program program_;
};

}  // namespace

Program CompileProgram(const Phrase& phrase) {
  return Builder().Build(phrase);
}

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "match/automaton.h"

#include <algorithm>

namespace watchword::match {

Result<Automata> Automata::Read(const image::Image& image) {
  Automata automata;
  const auto entries = image.Table<AutomatonEntry>(image::Section::kAutomata);
  if (!entries) return entries.error();
  const auto states = image.Table<State>(image::Section::kStates);
  if (!states) return states.error();
  const auto edges = image.Table<Edge>(image::Section::kEdges);
  if (!edges) return edges.error();
  const auto ranges = image.Table<SymbolRange>(image::Section::kRanges);
  if (!ranges) return ranges.error();
  automata.ranges_ = *ranges;
  automata.entries_ = *entries;
  automata.states_ = *states;
  automata.edges_ = *edges;
  if (const Status checked = image.is_checked() ? Status() : automata.Check(); !checked)
    return checked.error();
  return automata;
}

bool Automata::Fits(const Edge& edge) const {
  if (edge.kind == Edge::Kind::kWords)
    return edge.first <= ranges_.size() && edge.most <= ranges_.size() - edge.first;
  if (edge.kind == Edge::Kind::kBuiltin) return edge.first <= static_cast<std::uint32_t>(Builtin::kWallet);
  return edge.kind <= Edge::Kind::kBuiltin;
}

bool Automata::Fits(const AutomatonEntry& entry) const {
  const std::size_t states = states_.size();
  if (entry.states < 2 || entry.states > kMaxStates) return false;
  if (entry.first_state >= states || states - entry.first_state < entry.states + 1) return false;
  for (std::uint32_t state = 0; state < entry.states; ++state) {
    const std::uint32_t begin = states_[entry.first_state + state].first_edge;
    const std::uint32_t end = states_[entry.first_state + state + 1].first_edge;
    if (begin > end || end > edges_.size()) return false;
    const bool upwards = std::all_of(edges_.begin() + begin, edges_.begin() + end, [&](const Edge& edge) {
      return edge.to > state && edge.to < entry.states && Fits(edge);
    });
    if (!upwards) return false;
  }
  return true;
}

Status Automata::Check() const {
  const bool fit =
      std::all_of(entries_.begin(), entries_.end(), [this](const AutomatonEntry& one) { return Fits(one); });
  if (!fit) return Error{ErrorCode::kInvalid, "compiled image: a phrase contradicts itself"};
  return {};
}

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
#include "compile/frequency.h"

#include <algorithm>
#include <cmath>

#include "text/normal_text.h"

namespace watchword::compile {
namespace {

// A word the measured text does not have at all is about this rare.
constexpr double kUnseen = 2e-6;
// Two characters that each occur, but were not counted together.
constexpr double kUnseenPair = 2e-6;
// How much of the text that is read is like the phrases.
constexpr double kShareOfScripts = 0.05;

std::string KeyOf(const Element& element) {
  return element.kind == Element::Kind::kPrefix ? element.word + "*" : element.word;
}

void Count(const Sequence& sequence, std::unordered_map<std::string, double>& counts, double& all) {
  for (const Element& element : sequence) {
    if (element.kind == Element::Kind::kWord || element.kind == Element::Kind::kPrefix) {
      counts[KeyOf(element)] += 1;
      all += 1;
    }
    for (const Sequence& choice : element.choices) Count(choice, counts, all);
  }
}

bool IsUnspaced(const Element& element) {
  return text::TokenKindOf(element.word) == text::TokenKind::kUnspaced;
}

// Words keep company: given its neighbours, a common word is far more likely than alone.
double GivenNeighbours(double share) {
  return std::min(1.0, 8 * std::sqrt(share));
}

}  // namespace

Frequency::Frequency(const FrequencyTable& ordinary, const std::vector<Phrase>& phrases) {
  for (const auto& [key, per_million] : ordinary) shares_[key] = per_million / 1e6;
  std::unordered_map<std::string, double> counts;
  double all = 1;
  for (const Phrase& phrase : phrases) Count(phrase.elements, counts, all);
  // Short lists of phrases say nothing about how often their words are said.
  all = std::max(all, 5000.0);
  for (const auto& [key, count] : counts) {
    const auto known = shares_.try_emplace(key, kUnseen).first;
    known->second += kShareOfScripts * count / all;
  }
}

double Frequency::Of(const Element& element) const {
  const auto found =
      element.kind == Element::Kind::kPrefix ? shares_.find(KeyOf(element)) : shares_.find(element.word);
  return found == shares_.end() ? kUnseen : std::max(found->second, kUnseen);
}

double Frequency::OfPair(const Element& one, const Element& other) const {
  const auto found = shares_.find(one.word + other.word);
  return found == shares_.end() ? kUnseenPair : std::max(found->second, kUnseenPair);
}

double Frequency::OfRow(const std::vector<const Element*>& row) const {
  if (row.empty()) return 1;
  double share = 1;
  double rarest = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const double alone = Of(*row[i]);
    rarest = std::min(rarest, alone);
    const bool paired = i > 0 && IsUnspaced(*row[i]) && IsUnspaced(*row[i - 1]);
    const double given = paired ? OfPair(*row[i - 1], *row[i]) / Of(*row[i - 1]) : GivenNeighbours(alone);
    share *= i == 0 ? alone : std::min(1.0, given);
  }
  return std::min(share, rarest);
}

}  // namespace watchword::compile

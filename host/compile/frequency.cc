// SPDX-License-Identifier: Apache-2.0
#include "compile/frequency.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

// How often phrases have each word; a list counts once for each time it is named, and is walked once.
class Counter {
 public:
  void Add(const std::vector<Phrase>& phrases) {
    for (const Phrase& phrase : phrases) Add(phrase.elements, 1);
    while (!waiting_.empty()) {
      const auto lists = std::exchange(waiting_, {});
      for (const auto& [choices, times] : lists) {
        for (const Sequence& choice : *choices) Add(choice, times);
      }
    }
  }

  const std::unordered_map<std::string, double>& counts() const { return counts_; }
  double all() const { return all_; }

 private:
  void Add(const Sequence& sequence, double times) {
    for (const Element& element : sequence) {
      if (element.one_of) waiting_[element.one_of.get()] += times;
      if (element.kind != Element::Kind::kWord && element.kind != Element::Kind::kPrefix) continue;
      counts_[KeyOf(element)] += times;
      all_ += times;
    }
  }

  std::unordered_map<const Choices*, double> waiting_;
  std::unordered_map<std::string, double> counts_;
  double all_ = 1;
};

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
  Counter counter;
  counter.Add(phrases);
  // Short lists of phrases say nothing about how often their words are said.
  const double all = std::max(counter.all(), 5000.0);
  for (const auto& [key, count] : counter.counts()) {
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

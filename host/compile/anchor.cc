// SPDX-License-Identifier: Apache-2.0
#include "compile/anchor.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace watchword::compile {
namespace {

// In nanoseconds for a thousand words of text: what one literal costs in the database, a place where it
// stands, and a place where the rest of the phrase may stand too (bench/README.md).
constexpr double kCostOfLiteral = 0.1;
constexpr double kCostOfHit = 25 * 1000;
constexpr double kCostOfTry = 250 * 1000;

// Words that a phrase can stretch over on one side of a piece, as a rule.
constexpr double kReach = 12;

// Longer rows are no rarer than the database can tell.
constexpr std::size_t kMaxRow = 6;

// One spelling of a piece: words and beginnings in a row.
struct Spelling {
  std::vector<const Element*> row;
  int left_cost = 0;
  int right_cost = 0;
  SharedRequirement left;
  SharedRequirement right;
};
using Spellings = std::vector<Spelling>;
using Requirements = std::vector<SharedRequirement>;  // of the elements of a sequence

struct Piece {
  Spellings spellings;
  double cost = std::numeric_limits<double>::infinity();
};

int CostBetween(const Sequence& elements, std::size_t from, std::size_t to) {
  int cost = 0;
  for (std::size_t i = from; i < to; ++i) cost += MaxCost(elements[i]);
  return cost;
}

class Chooser {
 public:
  Chooser(const Frequency& frequency, const VocabularyBuilder& vocabulary)
      : frequency_(frequency), vocabulary_(vocabulary) {}

  std::vector<Literal> Choose(const Phrase& phrase) const {
    std::vector<Literal> literals;
    for (const Spelling& spelling : Best(phrase.elements).spellings) Spell(spelling, literals);
    return literals;
  }

 private:
  std::size_t Width(const Element& element) const {
    const SymbolRange range = vocabulary_.RangeOf(element);
    return static_cast<std::size_t>(range.most - range.least) + 1;
  }

  std::size_t CountLiterals(const Spelling& spelling) const {
    std::size_t count = 1;
    for (const Element* element : spelling.row) count = std::min(count * Width(*element), 2 * kMaxLiterals);
    return count;
  }

  double CostOf(const Spellings& spellings) const {
    double cost = 0;
    std::size_t literals = 0;
    for (const Spelling& one : spellings) {
      if (one.row.empty()) return std::numeric_limits<double>::infinity();
      const std::size_t count = CountLiterals(one);
      literals += count;
      cost +=
          kCostOfLiteral * static_cast<double>(count) +
          frequency_.OfRow(one.row) * (kCostOfHit + kCostOfTry * ChanceOf(one.left) * ChanceOf(one.right));
    }
    return literals > kMaxLiterals ? std::numeric_limits<double>::infinity() : cost;
  }

  // That a requirement is met near a place by chance.
  static double ChanceOf(const SharedRequirement& requirement) {
    return requirement ? std::min(1.0, kReach * requirement->share) : 1.0;
  }

  // Tells spellings what surrounds the elements [from, to) they stand for.
  static void Surround(const Sequence& elements, const Requirements& requirements, std::size_t from,
                       std::size_t to, Spellings& spellings) {
    const int before = CostBetween(elements, 0, from);
    const int after = CostBetween(elements, to, elements.size());
    const auto left = Rarest(requirements, 0, from);
    const auto right = Rarest(requirements, to, elements.size());
    for (Spelling& one : spellings) {
      one.left_cost += before;
      one.right_cost += after;
      if (left && (!one.left || left->share < one.left->share)) one.left = left;
      if (right && (!one.right || right->share < one.right->share)) one.right = right;
    }
  }

  // The piece of a sequence that costs least.
  Piece Best(const Sequence& elements) const {
    Piece best;
    const Requirements requirements = RequirementsOf(elements, frequency_);
    for (std::size_t i = 0; i < elements.size(); ++i) {
      Consider(OfAlternatives(elements, requirements, i), best);
      Consider(BestRowFrom(elements, requirements, i), best);
    }
    return best;
  }

  static void Consider(Piece piece, Piece& best) {
    if (piece.cost < best.cost) best = std::move(piece);
  }

  static bool IsOneWord(const Sequence& sequence) {
    return sequence.size() == 1 &&
           (sequence.front().kind == Element::Kind::kWord || sequence.front().kind == Element::Kind::kPrefix);
  }

  // A choice has a piece when each of its alternatives has one. A choice between words is a row of its own.
  Piece OfAlternatives(const Sequence& elements, const Requirements& requirements, std::size_t at) const {
    Piece piece;
    const Element& element = elements[at];
    if (element.kind != Element::Kind::kChoice) return piece;
    if (std::all_of(element.choices.begin(), element.choices.end(), IsOneWord)) return piece;
    for (const Sequence& choice : element.choices) {
      const Piece one = Best(choice);
      if (one.spellings.empty()) return {};
      piece.spellings.insert(piece.spellings.end(), one.spellings.begin(), one.spellings.end());
      if (piece.spellings.size() > kMaxLiterals) return {};
    }
    Surround(elements, requirements, at, at + 1, piece.spellings);
    piece.cost = CostOf(piece.spellings);
    return piece.cost < std::numeric_limits<double>::infinity() ? piece : Piece{};
  }

  // Whole elements in a row, as many as pay.
  Piece BestRowFrom(const Sequence& elements, const Requirements& requirements, std::size_t from) const {
    Piece best;
    Spellings grown{{}};
    for (std::size_t to = from; to < elements.size(); ++to) {
      const auto next = SpellingsOf(elements[to]);
      if (!next || grown.size() * next->size() > kMaxLiterals) break;
      grown = Join(grown, *next);
      const bool too_long = std::any_of(grown.begin(), grown.end(),
                                        [](const Spelling& one) { return one.row.size() > kMaxRow; });
      if (too_long) break;
      Piece piece{grown};
      Surround(elements, requirements, from, to + 1, piece.spellings);
      piece.cost = CostOf(piece.spellings);
      Consider(std::move(piece), best);
    }
    return best;
  }

  static Spellings Join(const Spellings& left, const Spellings& right) {
    Spellings all;
    for (const Spelling& one : left) {
      for (const Spelling& other : right) {
        Spelling joined = one;
        joined.row.insert(joined.row.end(), other.row.begin(), other.row.end());
        all.push_back(std::move(joined));
      }
    }
    return all;
  }

  // Every row of words an element can be, or nothing when it can be more than words or too many.
  static std::optional<Spellings> SpellingsOf(const Element& element) {
    if (element.kind == Element::Kind::kGap || element.kind == Element::Kind::kBuiltin) return std::nullopt;
    if (element.kind != Element::Kind::kChoice) return Spellings{{.row = {&element}}};
    Spellings all;
    for (const Sequence& choice : element.choices) {
      const auto some = SpellingsOf(choice);
      if (!some || all.size() + some->size() > kMaxLiterals) return std::nullopt;
      all.insert(all.end(), some->begin(), some->end());
    }
    return all;
  }

  static std::optional<Spellings> SpellingsOf(const Sequence& sequence) {
    Spellings all{{}};
    for (const Element& element : sequence) {
      const auto some = SpellingsOf(element);
      if (!some || all.size() * some->size() > kMaxLiterals) return std::nullopt;
      all = Join(all, *some);
    }
    return all;
  }

  // A beginning is spelled as every word it fits.
  void Spell(const Spelling& spelling, std::vector<Literal>& literals) const {
    std::vector<std::vector<match::Symbol>> rows{{}};
    for (const Element* element : spelling.row) {
      const SymbolRange range = vocabulary_.RangeOf(*element);
      std::vector<std::vector<match::Symbol>> longer;
      for (const auto& row : rows) {
        for (std::uint32_t symbol = range.least; symbol <= range.most; ++symbol) {
          longer.push_back(row);
          longer.back().push_back(static_cast<match::Symbol>(symbol));
        }
      }
      rows = std::move(longer);
    }
    const Companions left = CompanionsOf(spelling.left, vocabulary_);
    const Companions right = CompanionsOf(spelling.right, vocabulary_);
    for (auto& row : rows)
      literals.push_back({std::move(row), spelling.left_cost, spelling.right_cost, left, right});
  }

  const Frequency& frequency_;
  const VocabularyBuilder& vocabulary_;
};

}  // namespace

std::vector<Literal> ChooseAnchor(const Phrase& phrase, const Frequency& frequency,
                                  const VocabularyBuilder& vocabulary) {
  return Chooser(frequency, vocabulary).Choose(phrase);
}

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "compile/anchor.h"

#include <algorithm>
#include <limits>
#include <utility>

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

constexpr double kTooMuch = std::numeric_limits<double>::infinity();

// That a requirement is met near a place by chance.
double ChanceOf(const SharedRequirement& requirement) {
  return requirement ? std::min(1.0, kReach * requirement->share) : 1.0;
}

double CostOf(const Spellings& spellings) {
  double cost = 0;
  std::size_t literals = 0;
  for (const Spelling& one : spellings) {
    if (one.row.empty()) return kTooMuch;
    literals += one.literals;
    cost += kCostOfLiteral * static_cast<double>(one.literals) +
            one.share * (kCostOfHit + kCostOfTry * ChanceOf(one.left) * ChanceOf(one.right));
  }
  if (literals > kMaxLiterals) return kTooMuch;
  return cost;
}

bool IsOneWord(const Sequence& sequence) {
  return sequence.size() == 1 &&
         (sequence.front().kind == Element::Kind::kWord || sequence.front().kind == Element::Kind::kPrefix);
}

}  // namespace

struct AnchorChooser::Piece {
  Spellings spellings;
  double cost = kTooMuch;

  void Consider(Piece other) {
    if (other.cost < cost) *this = std::move(other);
  }
};

// What stands on either side of a piece of one sequence.
class AnchorChooser::Side {
 public:
  void Add(int cost, SharedRequirement requirement) {
    costs_.push_back(costs_.back() + cost);
    requirements_.push_back(std::move(requirement));
  }

  // Tells spellings what surrounds the elements [from, to) they stand for.
  void Surround(std::size_t from, std::size_t to, Spellings& spellings) const {
    const int before = costs_[from];
    const int after = costs_.back() - costs_[to];
    const auto left = Rarest(requirements_, 0, from);
    const auto right = Rarest(requirements_, to, requirements_.size());
    for (Spelling& one : spellings) {
      one.left_cost += before;
      one.right_cost += after;
      if (left && (!one.left || left->share < one.left->share)) one.left = left;
      if (right && (!one.right || right->share < one.right->share)) one.right = right;
    }
  }

 private:
  std::vector<int> costs_ = {0};  // of all elements before
  std::vector<SharedRequirement> requirements_;
};

std::vector<Literal> AnchorChooser::Choose(const Phrase& phrase) {
  std::vector<Literal> literals;
  for (const Spelling& spelling : Best(phrase.elements).spellings) Spell(spelling, literals);
  return literals;
}

const AnchorChooser::Known& AnchorChooser::Of(const Element& choice) {
  const auto found = known_.find(choice.one_of);
  return found == known_.end() ? known_.emplace(choice.one_of, FindOut(choice)).first->second : found->second;
}

AnchorChooser::Known AnchorChooser::FindOut(const Element& choice) {
  return {.cost = MaxCost(choice),
          .requirement = RequirementOf(choice, frequency_),
          .rows = speller_.Spell(choice),
          .one_each = OneOfEach(choice.choices())};
}

// A choice has a piece when each of its alternatives has one. A choice between words is a row of its own.
std::optional<Spellings> AnchorChooser::OneOfEach(const Choices& choices) {
  if (std::all_of(choices.begin(), choices.end(), IsOneWord)) return std::nullopt;
  Spellings all;
  for (const Sequence& choice : choices) {
    const Piece one = Best(choice);
    all.insert(all.end(), one.spellings.begin(), one.spellings.end());
    if (one.spellings.empty() || all.size() > kMaxLiterals) return std::nullopt;
  }
  return all;
}

AnchorChooser::Side AnchorChooser::SideOf(const Sequence& elements) {
  Side side;
  for (const Element& element : elements) {
    if (element.kind == Element::Kind::kChoice) {
      const Known& known = Of(element);
      side.Add(known.cost, known.requirement);
    } else {
      side.Add(MaxCost(element), RequirementOf(element, frequency_));
    }
  }
  return side;
}

// The piece of a sequence that costs least.
AnchorChooser::Piece AnchorChooser::Best(const Sequence& elements) {
  Piece best;
  const Side side = SideOf(elements);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    best.Consider(OfAlternatives(elements, side, i));
    best.Consider(BestRowFrom(elements, side, i));
  }
  return best;
}

AnchorChooser::Piece AnchorChooser::OfAlternatives(const Sequence& elements, const Side& side,
                                                   std::size_t at) {
  if (elements[at].kind != Element::Kind::kChoice) return {};
  const Known& known = Of(elements[at]);
  if (!known.one_each) return {};
  Piece piece{*known.one_each};
  side.Surround(at, at + 1, piece.spellings);
  piece.cost = CostOf(piece.spellings);
  return piece;
}

// Whole elements in a row, as many as pay.
AnchorChooser::Piece AnchorChooser::BestRowFrom(const Sequence& elements, const Side& side,
                                                std::size_t from) {
  Piece best;
  Spellings grown{{}};
  for (std::size_t to = from; to < elements.size(); ++to) {
    const bool is_choice = elements[to].kind == Element::Kind::kChoice;
    const auto next = is_choice ? Of(elements[to]).rows : speller_.Spell(elements[to]);
    if (!next || grown.size() * next->size() > kMaxLiterals) break;
    grown = speller_.Join(grown, *next);
    const bool too_long =
        std::any_of(grown.begin(), grown.end(), [](const Spelling& one) { return one.row.size() > kMaxRow; });
    if (too_long) break;
    Piece piece{grown};
    side.Surround(from, to + 1, piece.spellings);
    piece.cost = CostOf(piece.spellings);
    best.Consider(std::move(piece));
  }
  return best;
}

// A beginning is spelled as every word it fits.
void AnchorChooser::Spell(const Spelling& spelling, std::vector<Literal>& literals) const {
  std::vector<std::vector<match::Symbol>> rows{{}};
  for (const Element* element : spelling.row) {
    const match::SymbolRange range = vocabulary_.RangeOf(*element);
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

}  // namespace watchword::compile

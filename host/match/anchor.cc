// SPDX-License-Identifier: Apache-2.0
#include "match/anchor.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "text/normal_text.h"

namespace watchword::match {
namespace {

// A piece that grows beyond this many spellings gains nothing by growing.
constexpr std::size_t kMaxGrownSpellings = 12;

// One spelling of a piece: its literal, and whether a word prefix ended it.
struct Spelling {
  std::string literal;
  bool open = false;
};
using Spellings = std::vector<Spelling>;

void AppendWord(const Element& element, Spelling& to) {
  const bool unspaced = text::TokenKindOf(element.word) == text::TokenKind::kUnspaced;
  if (!unspaced && !to.literal.ends_with(' ')) to.literal += ' ';
  to.literal += element.word;
  to.open = element.kind == Element::Kind::kPrefix;
  if (!unspaced && !to.open) to.literal += ' ';
}

std::optional<Spellings> SpellingsOf(const Sequence& sequence);

std::optional<Spellings> SpellingsOf(const Element& element) {
  if (element.kind == Element::Kind::kGap || element.kind == Element::Kind::kBuiltin) return std::nullopt;
  if (element.kind != Element::Kind::kChoice) {
    Spelling one;
    AppendWord(element, one);
    return Spellings{one};
  }
  Spellings all;
  for (const Sequence& choice : element.choices) {
    const auto some = SpellingsOf(choice);
    if (!some) return std::nullopt;
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

// " a b " then " c ": the space between them is one.
std::optional<Spelling> Join(const Spelling& left, const Spelling& right) {
  if (left.open && !right.literal.empty()) return std::nullopt;
  if (right.literal.empty()) return left;
  const bool shared = left.literal.ends_with(' ') && right.literal.starts_with(' ');
  return Spelling{left.literal + right.literal.substr(shared ? 1 : 0), right.open};
}

std::optional<Spellings> Combine(const Spellings& left, const Spellings& right) {
  Spellings all;
  for (const Spelling& one : left) {
    for (const Spelling& other : right) {
      auto joined = Join(one, other);
      if (!joined) return std::nullopt;
      all.push_back(*std::move(joined));
    }
  }
  return all;
}

std::optional<Spellings> SpellingsOf(const Sequence& sequence) {
  Spellings all{{}};
  for (const Element& element : sequence) {
    const auto some = SpellingsOf(element);
    if (!some) return std::nullopt;
    auto combined = Combine(all, *some);
    if (!combined) return std::nullopt;
    all = *std::move(combined);
  }
  return all;
}

bool IsCommon(std::string_view word) {
  constexpr std::array<std::string_view, 48> kCommon = {
      "the", "you", "to",  "a",    "is",   "can",  "your", "i",    "we",   "my",   "it",   "in",
      "on",  "for", "of",  "and",  "will", "have", "need", "get",  "me",   "this", "that", "with",
      "be",  "are", "do",  "not",  "if",   "so",   "no",   "all",  "just", "at",   "or",   "from",
      "our", "he",  "she", "they", "was",  "but",  "what", "when", "more", "now",  "one",  "as"};
  return std::find(kCommon.begin(), kCommon.end(), word) != kCommon.end();
}

// How much a literal tells: bytes, of which common words count little.
std::size_t Telling(std::string_view literal) {
  std::size_t sum = 0;
  const text::NormalText normal = text::Normalize(literal);
  for (std::size_t i = 0; i < normal.plain().tokens().size(); ++i) {
    const std::string_view word = normal.plain().At(i);
    sum += IsCommon(word) ? 1 : std::min<std::size_t>(word.size(), 9);
  }
  return sum;
}

// The least telling spelling decides; 0 when one of them is empty.
std::size_t Telling(const Spellings& spellings) {
  std::size_t least = SIZE_MAX;
  for (const Spelling& one : spellings) least = std::min(least, Telling(one.literal));
  return least;
}

struct Piece {
  Spellings spellings;
  std::size_t telling = 0;
};

// Many spellings must each earn their place in the database.
bool IsBetter(const Piece& one, const Piece& other) {
  const auto worth = [](const Piece& piece) { return piece.telling * 16 / (4 + piece.spellings.size() / 8); };
  return worth(one) > worth(other);
}

Piece BestPiece(const Sequence& elements);

// A choice whose spellings cannot be listed still has a telling piece in each of its alternatives.
Piece PieceOfAlternatives(const Element& element) {
  Piece piece{.telling = SIZE_MAX};
  for (const Sequence& choice : element.choices) {
    const Piece one = BestPiece(choice);
    piece.telling = std::min(piece.telling, one.telling);
    piece.spellings.insert(piece.spellings.end(), one.spellings.begin(), one.spellings.end());
  }
  return element.choices.empty() || piece.telling == 0 ? Piece{} : piece;
}

// The best piece that begins at element `from`.
Piece BestFrom(const Sequence& elements, std::size_t from) {
  Piece best = PieceOfAlternatives(elements[from]);
  Spellings grown{{}};
  for (std::size_t i = from; i < elements.size(); ++i) {
    const auto next = SpellingsOf(elements[i]);
    if (!next || (i > from && grown.size() * next->size() > kMaxGrownSpellings)) break;
    auto combined = Combine(grown, *next);
    if (!combined) break;
    grown = *std::move(combined);
    Piece piece{grown, Telling(grown)};
    if (IsBetter(piece, best)) best = std::move(piece);
  }
  return best;
}

Piece BestPiece(const Sequence& elements) {
  Piece best;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    Piece piece = BestFrom(elements, i);
    if (IsBetter(piece, best)) best = std::move(piece);
  }
  return best;
}

std::vector<std::string> Literals(const Spellings& spellings) {
  std::vector<std::string> literals;
  for (const Spelling& one : spellings) literals.push_back(one.literal);
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  return literals;
}

}  // namespace

std::vector<std::string> ChooseAnchor(const Phrase& phrase) {
  return Literals(BestPiece(phrase.elements).spellings);
}

}  // namespace watchword::match

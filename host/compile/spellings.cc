// SPDX-License-Identifier: Apache-2.0
#include "compile/spellings.h"

#include <algorithm>
#include <utility>

namespace watchword::compile {

Spelling Speller::Weigh(std::vector<const Element*> row) const {
  Spelling spelling{.share = frequency_.OfRow(row)};
  for (const Element* element : row) {
    const match::SymbolRange range = vocabulary_.RangeOf(*element);
    const std::size_t width = static_cast<std::size_t>(range.most - range.least) + 1;
    spelling.literals = std::min(spelling.literals * width, 2 * kMaxLiterals);
  }
  spelling.row = std::move(row);
  return spelling;
}

Spellings Speller::Join(const Spellings& left, const Spellings& right) const {
  Spellings all;
  all.reserve(left.size() * right.size());
  for (const Spelling& one : left) {
    for (const Spelling& other : right) {
      if (one.row.empty()) {
        all.push_back(other);
        continue;
      }
      std::vector<const Element*> row = one.row;
      row.insert(row.end(), other.row.begin(), other.row.end());
      all.push_back(other.row.empty() ? one : Weigh(std::move(row)));
    }
  }
  return all;
}

std::optional<Spellings> Speller::Spell(const Element& element) const {
  if (element.kind == Element::Kind::kGap || element.kind == Element::Kind::kBuiltin) return std::nullopt;
  if (element.kind != Element::Kind::kChoice) return Spellings{Weigh({&element})};
  return Spell(element.choices());
}

std::optional<Spellings> Speller::Spell(const Choices& choices) const {
  Spellings all;
  for (const Sequence& choice : choices) {
    const auto some = Spell(choice);
    if (!some || all.size() + some->size() > kMaxLiterals) return std::nullopt;
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

std::optional<Spellings> Speller::Spell(const Sequence& sequence) const {
  Spellings all{{}};
  for (const Element& element : sequence) {
    const auto some = Spell(element);
    if (!some || all.size() * some->size() > kMaxLiterals) return std::nullopt;
    all = Join(all, *some);
  }
  return all;
}

}  // namespace watchword::compile

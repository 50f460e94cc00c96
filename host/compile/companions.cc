// SPDX-License-Identifier: Apache-2.0
#include "compile/companions.h"

#include <algorithm>

#include "match/literals.h"

namespace watchword::compile {
namespace {

// Numbers and words that amounts begin with, in ordinary text.
constexpr double kShareOfNumbers = 0.02;

SharedRequirement Share(Requirement requirement) {
  return std::make_shared<const Requirement>(std::move(requirement));
}

SharedRequirement RarestOf(const Sequence& elements, const Frequency& frequency) {
  std::vector<SharedRequirement> requirements;
  for (const Element& element : elements) requirements.push_back(RequirementOf(element, frequency));
  return Rarest(requirements, 0, requirements.size());
}

SharedRequirement RequirementOfChoice(const Element& choice, const Frequency& frequency) {
  Requirement all;
  for (const Sequence& one : choice.choices()) {
    const auto requirement = RarestOf(one, frequency);
    if (!requirement || all.words.size() + requirement->words.size() > kMaxCompanions) return nullptr;
    all.words.insert(all.words.end(), requirement->words.begin(), requirement->words.end());
    all.number |= requirement->number;
    all.share += requirement->share;
  }
  return Share(std::move(all));
}

}  // namespace

SharedRequirement RequirementOf(const Element& element, const Frequency& frequency) {
  switch (element.kind) {
    case Element::Kind::kWord:
    case Element::Kind::kPrefix:
      return Share({{&element}, false, frequency.OfRow({&element})});
    case Element::Kind::kChoice:
      return RequirementOfChoice(element, frequency);
    case Element::Kind::kBuiltin:
      return match::IsAddress(element.builtin) ? nullptr : Share({{}, true, kShareOfNumbers});
    case Element::Kind::kGap:
      return nullptr;
  }
  return nullptr;
}

SharedRequirement Rarest(const std::vector<SharedRequirement>& requirements, std::size_t from,
                         std::size_t to) {
  SharedRequirement rarest;
  for (std::size_t i = from; i < to; ++i) {
    if (requirements[i] && (!rarest || requirements[i]->share < rarest->share)) rarest = requirements[i];
  }
  return rarest;
}

Companions CompanionsOf(const SharedRequirement& requirement, const VocabularyBuilder& vocabulary) {
  if (!requirement) return {};
  Companions companions;
  if (requirement->number)
    companions.push_back(static_cast<std::uint32_t>(vocabulary.size() + match::kNumberSign));
  for (const Element* element : requirement->words) {
    const match::SymbolRange range = vocabulary.RangeOf(*element);
    if (companions.size() + (range.most - range.least) >= kMaxCompanions) return {};
    for (std::uint32_t symbol = range.least; symbol <= range.most; ++symbol) companions.push_back(symbol);
  }
  std::sort(companions.begin(), companions.end());
  companions.erase(std::unique(companions.begin(), companions.end()), companions.end());
  return companions;
}

}  // namespace watchword::compile

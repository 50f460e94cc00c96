// SPDX-License-Identifier: Apache-2.0
#include "compile/companions.h"

#include <algorithm>

#include "match/literals.h"

namespace watchword::compile {
namespace {

// Numbers and words that amounts begin with, in ordinary text.
constexpr double kShareOfNumbers = 0.02;

std::optional<Requirement> RequirementOf(const Element& element, const Frequency& frequency);

std::optional<Requirement> RequirementOfChoice(const Element& choice, const Frequency& frequency) {
  Requirement all;
  for (const Sequence& one : choice.choices) {
    const auto requirement = Rarest(RequirementsOf(one, frequency), 0, one.size());
    if (!requirement || all.words.size() + requirement->words.size() > kMaxCompanions) return std::nullopt;
    all.words.insert(all.words.end(), requirement->words.begin(), requirement->words.end());
    all.number |= requirement->number;
    all.share += requirement->share;
  }
  return all;
}

std::optional<Requirement> RequirementOf(const Element& element, const Frequency& frequency) {
  switch (element.kind) {
    case Element::Kind::kWord:
    case Element::Kind::kPrefix:
      return Requirement{{&element}, false, frequency.OfRow({&element})};
    case Element::Kind::kChoice:
      return RequirementOfChoice(element, frequency);
    case Element::Kind::kBuiltin:
      if (match::IsAddress(element.builtin)) return std::nullopt;
      return Requirement{{}, true, kShareOfNumbers};
    case Element::Kind::kGap:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<SharedRequirement> RequirementsOf(const Sequence& elements, const Frequency& frequency) {
  std::vector<SharedRequirement> requirements;
  requirements.reserve(elements.size());
  for (const Element& element : elements) {
    auto one = RequirementOf(element, frequency);
    requirements.push_back(one ? std::make_shared<const Requirement>(*std::move(one)) : nullptr);
  }
  return requirements;
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
    companions.push_back(static_cast<std::uint16_t>(vocabulary.size() + match::kNumberSign));
  for (const Element* element : requirement->words) {
    const SymbolRange range = vocabulary.RangeOf(*element);
    if (companions.size() + (range.most - range.least) >= kMaxCompanions) return {};
    for (std::uint32_t symbol = range.least; symbol <= range.most; ++symbol)
      companions.push_back(static_cast<std::uint16_t>(symbol));
  }
  std::sort(companions.begin(), companions.end());
  companions.erase(std::unique(companions.begin(), companions.end()), companions.end());
  return companions;
}

}  // namespace watchword::compile

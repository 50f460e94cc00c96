// SPDX-License-Identifier: Apache-2.0
#include "assess/built_in.h"

#include <algorithm>
#include <array>

namespace watchword::assess {
namespace {

struct Kind {
  BuiltIn kind;
  std::string_view prefix;
  const char* scheme;
  const char* stage;
  const char* reason;
};

constexpr std::array<Kind, 5> kKinds = {{
    {BuiltIn::kList, "list/", "platform", "listed", "listed-address"},
    {BuiltIn::kLookAlike, "look-alike/", "platform", "claims", "looks-like-a-brand"},
    {BuiltIn::kContact, "contact/", "investment", "channel-change", "moves-you-to-another-app"},
    {BuiltIn::kWallet, "wallet/", "investment", "onboarding", "gives-a-wallet-address"},
    {BuiltIn::kTradingName, "trading-name/", "investment", "pitch", "client-testimonial"},
}};

const Kind& Find(BuiltIn kind) {
  return *std::find_if(kKinds.begin(), kKinds.end(), [kind](const Kind& one) { return one.kind == kind; });
}

double WeightOf(BuiltIn kind, const pack::Model& model) {
  switch (kind) {
    case BuiltIn::kList:
      // A known address speaks for itself: the whole script was played there before.
      return model.strong + model.medium;
    case BuiltIn::kLookAlike:
      return model.weak;
    case BuiltIn::kTradingName:
      return model.trading_name;
    case BuiltIn::kContact:
    case BuiltIn::kWallet:
      break;
  }
  return model.contact;
}

bool IsCue(BuiltIn kind) {
  return kind == BuiltIn::kContact || kind == BuiltIn::kWallet || kind == BuiltIn::kTradingName;
}

}  // namespace

std::optional<Standpoint> StandpointOf(BuiltIn kind, const Ruleset& ruleset) {
  const Kind& found = Find(kind);
  const auto stage = ruleset.FindStage(found.scheme, found.stage);
  if (!stage) return std::nullopt;
  return Standpoint{*stage, WeightOf(kind, ruleset.model()), IsCue(kind)};
}

std::optional<Standpoint> StandpointOf(std::string_view id, const Ruleset& ruleset) {
  for (const Kind& one : kKinds) {
    if (!id.starts_with(one.prefix)) continue;
    const bool gone = one.kind == BuiltIn::kList && !ruleset.HasList(id.substr(one.prefix.size()));
    return gone ? std::nullopt : StandpointOf(one.kind, ruleset);
  }
  const auto index = ruleset.FindRule(id);
  if (!index) return std::nullopt;
  return Standpoint{ruleset.stage_of(*index), ruleset.model().strong,
                    ruleset.rule(*index).weight == pack::Weight::kCue};
}

std::optional<Evidence> MakeBuiltIn(BuiltIn kind, std::string_view name, const Ruleset& ruleset,
                                    text::OriginalRange range) {
  const auto standpoint = StandpointOf(kind, ruleset);
  if (!standpoint) return std::nullopt;
  const Kind& found = Find(kind);
  return Evidence{.rule = std::string(found.prefix) + std::string(name),
                  .reason = found.reason,
                  .stage = standpoint->stage,
                  .range = range,
                  .weight = standpoint->weight,
                  .is_cue = standpoint->is_cue};
}

std::vector<std::string> ReasonsOfBuiltIn() {
  std::vector<std::string> reasons;
  for (const Kind& one : kKinds) reasons.emplace_back(one.reason);
  return reasons;
}

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "assess/ruleset.h"

#include <algorithm>
#include <set>
#include <utility>

#include "image/cache.h"
#include "match/literals.h"
#include "pack/decode.h"

namespace watchword::assess {
namespace {

std::string_view TextOf(const image::Image& image, image::Section which) {
  const auto bytes = image.section(which);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Ruleset::Ruleset(pack::Pack pack, std::string digest, std::shared_ptr<const match::PhraseSet> phrases,
                 std::span<const RuleIndex> rule_of)
    : pack_(std::move(pack)),
      digest_(std::move(digest)),
      phrases_(std::move(phrases)),
      domains_(pack_.domains),
      rule_of_(rule_of) {}

Result<std::shared_ptr<const Ruleset>> Ruleset::Open(const std::shared_ptr<const image::Image>& image) {
  auto pack = pack::DecodeBody(TextOf(*image, image::Section::kPack));
  if (!pack) return pack.error();
  if (pack->wording.empty()) return Error{ErrorCode::kInvalid, "the pack has no wording"};
  auto phrases = match::PhraseSet::Open(image);
  if (!phrases) return phrases.error();
  const auto rule_of = image->Table<RuleIndex>(image::Section::kRuleOfPhrase);
  if (!rule_of) return rule_of.error();
  std::shared_ptr<Ruleset> ruleset(new Ruleset(
      *std::move(pack), std::string(TextOf(*image, image::Section::kDigest)), *std::move(phrases), *rule_of));
  if (const Status fits = ruleset->CheckPhrases(); !fits) return fits.error();
  if (const Status indexed = ruleset->Index(); !indexed) return indexed.error();
  return std::shared_ptr<const Ruleset>(std::move(ruleset));
}

Result<std::shared_ptr<const Ruleset>> Ruleset::OpenCached(const std::string& digest) {
  const auto folder = image::CacheFolder();
  if (!folder) return folder.error();
  const std::string key = image::KeyFor(digest, match::LibraryVersion());
  const auto image = image::Map(image::PathFor(*folder, key), key);
  if (!image) return image.error();
  return Open(*image);
}

Status Ruleset::CheckPhrases() const {
  const auto known = [this](RuleIndex rule) { return rule == image::kNoRule || rule < pack_.rules.size(); };
  if (rule_of_.size() == phrases_->size() && std::all_of(rule_of_.begin(), rule_of_.end(), known)) return {};
  return Error{ErrorCode::kInvalid, "compiled image: phrases of rules that the pack does not have"};
}

Status Ruleset::Index() {
  for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
    const pack::Rule& rule = pack_.rules[i];
    const auto stage = FindStage(rule.scheme, rule.stage);
    if (!stage)
      return Error{ErrorCode::kInvalid, rule.id + ": unknown stage " + rule.scheme + "/" + rule.stage};
    stages_.push_back(*stage);
    rules_.emplace(rule.id, static_cast<RuleIndex>(i));
  }
  return {};
}

std::optional<RuleIndex> Ruleset::rule_of(match::PhraseId phrase) const {
  if (rule_of_[phrase] == image::kNoRule) return std::nullopt;
  return rule_of_[phrase];
}

bool Ruleset::AreKin(std::size_t scheme, std::size_t other) const {
  const auto names = [this](std::size_t one, std::size_t kin) {
    const auto& listed = pack_.schemes[one].kin;
    return std::find(listed.begin(), listed.end(), pack_.schemes[kin].id) != listed.end();
  };
  return scheme == other || names(scheme, other) || names(other, scheme);
}

std::optional<RuleIndex> Ruleset::FindRule(std::string_view id) const {
  const auto found = rules_.find(id);
  if (found == rules_.end()) return std::nullopt;
  return found->second;
}

std::optional<StageRef> Ruleset::FindStage(std::string_view scheme, std::string_view stage) const {
  for (std::size_t s = 0; s < pack_.schemes.size(); ++s) {
    if (pack_.schemes[s].id != scheme) continue;
    const auto& stages = pack_.schemes[s].stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (stages[i].id == stage) return StageRef{s, i};
    }
  }
  return std::nullopt;
}

const pack::Wording& Ruleset::wording(const std::vector<std::string>& languages) const {
  for (const std::string& language : languages) {
    for (const pack::Wording& wording : pack_.wording) {
      if (wording.language == language) return wording;
    }
  }
  return pack_.wording.front();
}

}  // namespace watchword::assess

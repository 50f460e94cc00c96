// SPDX-License-Identifier: Apache-2.0
#include "assess/ruleset.h"

#include <algorithm>
#include <utility>

#include "image/cache.h"
#include "match/literals.h"
#include "pack/decode.h"

namespace watchword::assess {
namespace {

Status CheckPhrases(std::span<const RuleIndex> rule_of, std::size_t phrases, std::size_t rules) {
  const auto known = [rules](RuleIndex rule) { return rule == image::kNoRule || rule < rules; };
  if (rule_of.size() == phrases && std::all_of(rule_of.begin(), rule_of.end(), known)) return {};
  return Error{ErrorCode::kInvalid, "compiled image: phrases of rules that the pack does not have"};
}

std::vector<Listing> ListingsOf(const std::vector<pack::DomainList>& lists) {
  std::vector<Listing> listings;
  for (const pack::DomainList& list : lists) {
    for (const pack::DomainGroup& group : list.groups)
      listings.push_back({list.id, list.title, list.source, group.since});
  }
  return listings;
}

}  // namespace

Ruleset::Ruleset(Parts parts)
    : info_(std::move(parts.pack.info)),
      schemes_(std::move(parts.pack.schemes)),
      model_(parts.pack.model),
      trading_words_(std::move(parts.pack.trading_words)),
      digest_(std::move(parts.digest)),
      phrases_(std::move(parts.phrases)),
      domains_(parts.names),
      listings_(ListingsOf(parts.pack.domains)),
      block_names_(parts.block_names),
      imitations_(std::move(parts.imitations)),
      rules_(parts.rules),
      wordings_(std::move(parts.wordings)),
      help_(std::move(parts.help)),
      rule_of_(parts.rule_of) {}

Result<Ruleset::Parts> Ruleset::Read(const std::shared_ptr<const image::Image>& image) {
  auto pack = pack::DecodeBody(image->Text(image::Section::kPack));
  if (!pack) return pack.error();
  auto phrases = match::PhraseSet::Open(image);
  if (!phrases) return phrases.error();
  const auto rules = RuleTable::Read(*image, pack->schemes);
  if (!rules) return rules.error();
  auto wordings = Wordings::Read(*image);
  if (!wordings) return wordings.error();
  auto help = HelpContacts::Read(*image);
  if (!help) return help.error();
  const auto rule_of = image->Table<RuleIndex>(image::Section::kRuleOfPhrase);
  if (!rule_of) return rule_of.error();
  const std::string digest(image->Text(image::Section::kDigest));
  const auto names =
      domain::NameTable::Read(image->section(image::Section::kDomains), domain::SeedFor(digest));
  if (!names) return names.error();
  if (!names->HasOnly(ListingsOf(pack->domains).size(), domain::kGoodGroup))
    return Error{ErrorCode::kInvalid, "compiled image: names of lists that the pack does not have"};
  if (const Status fits = CheckPhrases(*rule_of, (*phrases)->size(), rules->size()); !fits)
    return fits.error();
  return Parts{.pack = *std::move(pack),
               .digest = digest,
               .phrases = *std::move(phrases),
               .rules = *rules,
               .wordings = *std::move(wordings),
               .help = *std::move(help),
               .rule_of = *rule_of,
               .names = *names,
               .block_names = image->Text(image::Section::kBlockNames),
               .imitations = Imitations(*image)};
}

Result<std::shared_ptr<const Ruleset>> Ruleset::Open(const std::shared_ptr<const image::Image>& image) {
  auto parts = Read(image);
  if (!parts) return parts.error();
  return std::shared_ptr<const Ruleset>(new Ruleset(*std::move(parts)));
}

Result<std::shared_ptr<const Ruleset>> Ruleset::OpenCached(const std::string& digest) {
  const auto folder = image::CacheFolder();
  if (!folder) return folder.error();
  const std::string key = image::KeyFor(digest, match::LibraryVersion());
  const auto image = image::MapNoted(image::PathFor(*folder, key), key);
  if (!image) return image.error();
  return Open(*image);
}

std::optional<RuleIndex> Ruleset::rule_of(match::PhraseId phrase) const {
  if (rule_of_[phrase] == image::kNoRule) return std::nullopt;
  return rule_of_[phrase];
}

bool Ruleset::AreKin(std::size_t scheme, std::size_t other) const {
  const auto names = [this](std::size_t one, std::size_t kin) {
    const auto& listed = schemes_[one].kin;
    return std::find(listed.begin(), listed.end(), schemes_[kin].id) != listed.end();
  };
  return scheme == other || names(scheme, other) || names(other, scheme);
}

bool Ruleset::HasList(std::string_view id) const {
  return std::any_of(listings_.begin(), listings_.end(),
                     [id](const Listing& listing) { return listing.id == id; });
}

std::optional<StageRef> Ruleset::FindStage(std::string_view scheme, std::string_view stage) const {
  for (std::size_t s = 0; s < schemes_.size(); ++s) {
    if (schemes_[s].id != scheme) continue;
    const auto& stages = schemes_[s].stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (stages[i].id == stage) return StageRef{s, i};
    }
  }
  return std::nullopt;
}

Status Ruleset::CheckTexts() const {
  if (const Status readable = wordings_.Check(); !readable) return readable;
  return help_.Check();
}

}  // namespace watchword::assess

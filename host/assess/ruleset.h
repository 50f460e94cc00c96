// SPDX-License-Identifier: Apache-2.0
// All that one pack compiles to.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/domain_list.h"
#include "match/phrase_set.h"
#include "pack/pack.h"

namespace watchword::assess {

// A stage's place in Pack::schemes.
struct StageRef {
  std::size_t scheme = 0;
  std::size_t stage = 0;
  friend auto operator<=>(const StageRef&, const StageRef&) = default;
};

using RuleIndex = std::uint32_t;

// Immutable once built; shared between threads.
class Ruleset {
 public:
  // From this user's compiled image of the pack with this digest. Errors: those of image::Map and Open.
  static Result<std::shared_ptr<const Ruleset>> OpenCached(const std::string& digest);

  // Error: kInvalid when the image does not hold a pack whose parts fit together.
  static Result<std::shared_ptr<const Ruleset>> Open(const std::shared_ptr<const image::Image>& image);

  // Without phrases, lists and register: those are in the image.
  const pack::Pack& pack() const { return pack_; }
  const std::string& digest() const { return digest_; }
  const std::shared_ptr<const match::PhraseSet>& phrases() const { return phrases_; }
  const domain::DomainList& domains() const { return domains_; }

  const pack::Rule& rule(RuleIndex rule) const { return pack_.rules[rule]; }
  StageRef stage_of(RuleIndex rule) const { return stages_[rule]; }
  const pack::Stage& stage(StageRef ref) const { return pack_.schemes[ref.scheme].stages[ref.stage]; }

  // The rule a phrase belongs to; none for words of the register.
  std::optional<RuleIndex> rule_of(match::PhraseId phrase) const;

  // Whether evidence of one of the schemes counts for the other, or they are one.
  bool AreKin(std::size_t scheme, std::size_t other) const;

  std::optional<RuleIndex> FindRule(std::string_view id) const;
  std::optional<StageRef> FindStage(std::string_view scheme, std::string_view stage) const;

  // The wording in the first of `languages` the pack has, else the pack's first.
  const pack::Wording& wording(const std::vector<std::string>& languages) const;

 private:
  Ruleset(pack::Pack pack, std::string digest, std::shared_ptr<const match::PhraseSet> phrases,
          std::span<const RuleIndex> rule_of);
  Status Index();
  Status CheckPhrases() const;

  pack::Pack pack_;
  std::string digest_;
  std::shared_ptr<const match::PhraseSet> phrases_;
  domain::DomainList domains_;
  std::vector<StageRef> stages_;        // by rule
  std::span<const RuleIndex> rule_of_;  // by phrase; the image's, which phrases_ holds
  std::map<std::string, RuleIndex, std::less<>> rules_;
};

}  // namespace watchword::assess

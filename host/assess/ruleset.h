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

#include "assess/help_contacts.h"
#include "assess/imitations.h"
#include "assess/rule_table.h"
#include "assess/wordings.h"
#include "base/result.h"
#include "domain/domain_list.h"
#include "match/phrase_set.h"
#include "pack/pack.h"

namespace watchword::assess {

// Where a listed name stands.
struct Listing {
  std::string id;      // of the list
  std::string title;   // for people: whose list it is
  std::string source;  // where it comes from
  std::string since;   // YYYY-MM-DD
};

// Immutable once built; shared between threads.
class Ruleset {
 public:
  // From this user's compiled image of the pack with this digest. Errors: those of image::MapNoted and Open.
  static Result<std::shared_ptr<const Ruleset>> OpenCached(const std::string& digest);

  // Error: kInvalid when the image does not hold a pack whose parts fit together.
  static Result<std::shared_ptr<const Ruleset>> Open(const std::shared_ptr<const image::Image>& image);

  const pack::PackInfo& info() const { return info_; }
  const std::vector<pack::Scheme>& schemes() const { return schemes_; }
  const pack::Model& model() const { return model_; }
  const std::vector<std::string>& trading_words() const { return trading_words_; }
  const std::string& digest() const { return digest_; }
  const std::shared_ptr<const match::PhraseSet>& phrases() const { return phrases_; }
  const domain::DomainList& domains() const { return domains_; }
  // Whose list a group of the domains is. REQUIRES: a group that domains() names.
  const Listing& listing(domain::Group group) const { return listings_[group]; }
  bool HasList(std::string_view id) const;
  // Names that the browser itself should stop, one a line, those listed last first.
  std::string_view block_names() const { return block_names_; }
  const Imitations& imitations() const { return imitations_; }

  // REQUIRES, here and below: rule < rule_count()
  RuleHead rule(RuleIndex rule) const { return rules_[rule]; }
  std::size_t rule_count() const { return rules_.size(); }
  StageRef stage_of(RuleIndex rule) const { return rules_[rule].stage; }
  const pack::Stage& stage(StageRef ref) const { return schemes_[ref.scheme].stages[ref.stage]; }

  // The rule a phrase belongs to; none for words of the register.
  std::optional<RuleIndex> rule_of(match::PhraseId phrase) const;

  // Whether evidence of one of the schemes counts for the other, or they are one.
  bool AreKin(std::size_t scheme, std::size_t other) const;

  std::optional<RuleIndex> FindRule(std::string_view id) const { return rules_.Find(id); }
  std::optional<StageRef> FindStage(std::string_view scheme, std::string_view stage) const;

  // The wording in the first of `languages` the pack has, else the pack's first.
  const pack::Wording& wording(const std::vector<std::string>& languages) const {
    return wordings_.Find(languages);
  }
  std::vector<std::string> languages() const { return wordings_.Languages(); }
  // Whether every wording can be read. Error: kInvalid.
  const HelpContacts& help() const { return help_; }
  // Reads everything that is read only when it is needed: for whoever made the image. Error: kInvalid.
  Status CheckTexts() const;
  // The same of brands.
  Status CheckBrands() const { return imitations_.Check(); }

 private:
  struct Parts {
    pack::Pack pack;
    std::string digest;
    std::shared_ptr<const match::PhraseSet> phrases;  // holds the image
    RuleTable rules;
    Wordings wordings;
    HelpContacts help;
    std::span<const RuleIndex> rule_of;  // by phrase
    domain::NameTable names;
    std::string_view block_names;
    Imitations imitations;
  };
  static Result<Parts> Read(const std::shared_ptr<const image::Image>& image);
  explicit Ruleset(Parts parts);

  pack::PackInfo info_;
  std::vector<pack::Scheme> schemes_;
  pack::Model model_;
  std::vector<std::string> trading_words_;
  std::string digest_;
  std::shared_ptr<const match::PhraseSet> phrases_;
  domain::DomainList domains_;
  std::vector<Listing> listings_;  // by group
  std::string_view block_names_;
  Imitations imitations_;
  RuleTable rules_;
  Wordings wordings_;
  HelpContacts help_;
  std::span<const RuleIndex> rule_of_;
};

}  // namespace watchword::assess

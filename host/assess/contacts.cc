// SPDX-License-Identifier: Apache-2.0
#include "assess/contacts.h"

#include <optional>
#include <string>
#include <utility>

#include "assess/built_in.h"
#include "assess/listed.h"
#include "contact/accounts.h"
#include "contact/trading_names.h"
#include "contact/wallets.h"

namespace watchword::assess {
namespace {

constexpr const char* kAccount = "account";

class Finder {
 public:
  explicit Finder(const Passage& passage) : passage_(passage), ruleset_(passage.ruleset()) {}

  void AddAccount(const contact::Account& account) {
    // "@name" alone is how people in a group are spoken to.
    const bool is_mention = account.messenger == contact::Messenger::kUnknown;
    if (passage_.source() == Source::kMe || is_mention) return;
    const std::string kind = NameOf(account.messenger);
    const auto range = passage_.RangeOf(account.begin, account.end);
    Keep(Weighed(MakeBuiltIn(BuiltIn::kContact, kind, ruleset_, range)), {kind, account.id});
  }

  void AddWallet(const contact::Wallet& wallet) {
    const auto range = passage_.RangeOf(wallet.begin, wallet.end);
    const std::string kind = NameOf(wallet.chain);
    if (auto hit = ruleset_.domains().FindExactly(contact::ListEntry(wallet))) {
      hit->name = wallet.address;
      Keep(MakeListedIn(passage_, *std::move(hit), range), {kind, wallet.address});
    } else if (passage_.source() != Source::kMe) {
      Keep(Weighed(MakeBuiltIn(BuiltIn::kWallet, kind, ruleset_, range)), {kind, wallet.address});
    }
  }

  void AddTradingName(const contact::TradingName& found) {
    if (passage_.source() == Source::kMe) return;
    const auto range = passage_.RangeOf(found.begin, found.end);
    Keep(Weighed(MakeBuiltIn(BuiltIn::kTradingName, kAccount, ruleset_, range)), {kAccount, found.name});
  }

  std::vector<Evidence> Finish() && { return std::move(found_); }

 private:
  std::optional<Evidence> Weighed(std::optional<Evidence> evidence) const {
    const bool is_quoted = evidence && passage_.TalksAboutScams(evidence->range);
    if (is_quoted) evidence->weight *= ruleset_.model().suppressed;
    return evidence;
  }

  void Keep(std::optional<Evidence> evidence, Contact who) {
    if (!evidence || found_.size() == kMaxContactsInText) return;
    evidence->contact = std::move(who);
    found_.push_back(*std::move(evidence));
  }

  const Passage& passage_;
  const Ruleset& ruleset_;
  std::vector<Evidence> found_;
};

}  // namespace

std::vector<Evidence> FindContactsIn(const Passage& passage) {
  Finder finder(passage);
  for (const contact::Account& account : contact::FindAccounts(passage.utf8())) finder.AddAccount(account);
  for (const contact::Wallet& wallet : contact::FindWallets(passage.utf8())) finder.AddWallet(wallet);
  for (const auto& name : contact::FindTradingNames(passage.utf8(), passage.ruleset().trading_words()))
    finder.AddTradingName(name);
  return std::move(finder).Finish();
}

}  // namespace watchword::assess

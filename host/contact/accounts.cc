// SPDX-License-Identifier: Apache-2.0
#include "contact/accounts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "contact/named_accounts.h"
#include "domain/names_in_text.h"

namespace watchword::contact {
namespace {

struct InviteHost {
  std::string_view host;
  Messenger messenger;
};

constexpr auto kInviteHosts = std::to_array<InviteHost>({
    {"t.me", Messenger::kTelegram},
    {"telegram.me", Messenger::kTelegram},
    {"telegram.dog", Messenger::kTelegram},
    {"wa.me", Messenger::kWhatsApp},
    {"chat.whatsapp.com", Messenger::kWhatsApp},
    {"api.whatsapp.com", Messenger::kWhatsApp},
    {"whatsapp.com", Messenger::kWhatsApp},
    {"line.me", Messenger::kLine},
    {"lin.ee", Messenger::kLine},
    {"liff.line.me", Messenger::kLine},
    {"page.line.me", Messenger::kLine},
    {"u.wechat.com", Messenger::kWeChat},
    {"signal.me", Messenger::kSignal},
    {"signal.group", Messenger::kSignal},
    {"discord.gg", Messenger::kDiscord},
    {"discord.com", Messenger::kDiscord},
    {"zalo.me", Messenger::kZalo},
    {"open.kakao.com", Messenger::kKakaoTalk},
    {"qr.kakao.com", Messenger::kKakaoTalk},
    {"m.me", Messenger::kFacebook},
    {"invite.viber.com", Messenger::kViber},
    {"qm.qq.com", Messenger::kQq},
});

constexpr std::array<std::string_view, 6> kEndings = {"me", "com", "ee", "gg", "group", "dog"};

std::optional<Messenger> MessengerOf(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  const auto found = std::find_if(kInviteHosts.begin(), kInviteHosts.end(),
                                  [host](const InviteHost& one) { return one.host == host; });
  return found == kInviteHosts.end() ? std::nullopt : std::optional(found->messenger);
}

// A messenger's own home page invites nobody.
std::vector<Account> FindLinks(std::string_view utf8) {
  std::vector<Account> found;
  const auto knows = [](std::string_view label) {
    return std::find(kEndings.begin(), kEndings.end(), label) != kEndings.end();
  };
  domain::ForEachName(utf8, knows, [&](const domain::NameInText& name) {
    const auto messenger = MessengerOf(name.host.ascii());
    if (!messenger || name.path.size() < 2) return messenger.has_value();
    found.push_back({*messenger, std::string(name.path.substr(1)), name.begin, name.end + name.path.size()});
    return true;
  });
  return found;
}

bool Overlap(const Account& one, const Account& other) {
  return one.begin < other.end && other.begin < one.end;
}

}  // namespace

const char* NameOf(Messenger messenger) {
  constexpr std::array<const char*, 12> kNames = {"unknown",   "telegram", "whatsapp", "line",
                                                  "wechat",    "signal",   "discord",  "zalo",
                                                  "kakaotalk", "facebook", "viber",    "qq"};
  return kNames[static_cast<std::size_t>(messenger)];
}

std::vector<Account> FindAccounts(std::string_view utf8) {
  std::vector<Account> found = FindLinks(utf8);
  for (Account& named : FindNamedAccounts(utf8)) {
    const bool is_in_link = std::any_of(found.begin(), found.end(),
                                        [&named](const Account& link) { return Overlap(named, link); });
    if (!is_in_link) found.push_back(std::move(named));
  }
  std::sort(found.begin(), found.end(),
            [](const Account& one, const Account& other) { return one.begin < other.begin; });
  return found;
}

}  // namespace watchword::contact

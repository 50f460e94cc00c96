// SPDX-License-Identifier: Apache-2.0
// Where somebody wants to be written to: invite links, numbers and names on messengers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::contact {

enum class Messenger {
  kUnknown,
  kTelegram,
  kWhatsApp,
  kLine,
  kWeChat,
  kSignal,
  kDiscord,
  kZalo,
  kKakaoTalk,
  kFacebook,
  kViber,
  kQq
};

// "telegram", "whatsapp" …; "unknown" where only "@name" stands.
const char* NameOf(Messenger messenger);

struct Account {
  Messenger messenger = Messenger::kUnknown;
  std::string id;         // what stands behind the host of a link, a name, or a number of digits and "+"
  std::size_t begin = 0;  // bytes of the text, half-open
  std::size_t end = 0;
};

// In order: links of messengers (disguised or not), "WeChat: name88", "my whatsapp is +63 917 …", "微信号
// abc123",
// "@name". A messenger that is only spoken of is none. Linear in the length of the text.
std::vector<Account> FindAccounts(std::string_view utf8);

}  // namespace watchword::contact

// SPDX-License-Identifier: Apache-2.0
#include "contact/named_accounts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"

namespace watchword::contact {
namespace {

struct Alias {
  std::string_view word;  // in small letters
  Messenger messenger;
};

// How people call them, and how those do who want to slip through.
constexpr auto kAliases = std::to_array<Alias>({
    {"telegram", Messenger::kTelegram},
    {"telegrm", Messenger::kTelegram},
    {"tg", Messenger::kTelegram},
    {"телеграм", Messenger::kTelegram},
    {"телеграмм", Messenger::kTelegram},
    {"телега", Messenger::kTelegram},
    {"тг", Messenger::kTelegram},
    {"电报", Messenger::kTelegram},
    {"電報", Messenger::kTelegram},
    {"飞机", Messenger::kTelegram},
    {"飛機", Messenger::kTelegram},
    {"텔레그램", Messenger::kTelegram},
    {"텔레", Messenger::kTelegram},
    {"テレグラム", Messenger::kTelegram},
    {"تيليجرام", Messenger::kTelegram},
    {"تلغرام", Messenger::kTelegram},
    {"whatsapp", Messenger::kWhatsApp},
    {"whatsap", Messenger::kWhatsApp},
    {"whats app", Messenger::kWhatsApp},
    {"wats app", Messenger::kWhatsApp},
    {"watsapp", Messenger::kWhatsApp},
    {"whatapp", Messenger::kWhatsApp},
    {"wapp", Messenger::kWhatsApp},
    {"wasap", Messenger::kWhatsApp},
    {"zap", Messenger::kWhatsApp},
    {"zapzap", Messenger::kWhatsApp},
    {"wa", Messenger::kWhatsApp},
    {"ватсап", Messenger::kWhatsApp},
    {"вотсап", Messenger::kWhatsApp},
    {"واتساب", Messenger::kWhatsApp},
    {"واتس", Messenger::kWhatsApp},
    {"line", Messenger::kLine},
    {"ไลน์", Messenger::kLine},
    {"賴", Messenger::kLine},
    {"赖", Messenger::kLine},
    {"ライン", Messenger::kLine},
    {"라인", Messenger::kLine},
    {"wechat", Messenger::kWeChat},
    {"we chat", Messenger::kWeChat},
    {"weixin", Messenger::kWeChat},
    {"wx", Messenger::kWeChat},
    {"vx", Messenger::kWeChat},
    {"微信", Messenger::kWeChat},
    {"薇信", Messenger::kWeChat},
    {"v信", Messenger::kWeChat},
    {"signal", Messenger::kSignal},
    {"discord", Messenger::kDiscord},
    {"zalo", Messenger::kZalo},
    {"kakao", Messenger::kKakaoTalk},
    {"카톡", Messenger::kKakaoTalk},
    {"viber", Messenger::kViber},
});

// What may stand between the messenger and the account.
constexpr auto kFillers = std::to_array<std::string_view>(
    {"id",     "is",     "no",     "number", "nr", "user", "username", "name",      "account", "handle",
     "at",     "me",     "my",     "on",     "to", "add",  "talk",     "messenger", "app",     "nomor",
     "número", "numero", "номер",  "это",    "号", "號",   "号码",     "帳號",      "账号",    "加",
     "是",     "我",     "아이디", "ไอดี",    "số", "là",   "रقم"});
constexpr std::string_view kSigns = " \t:=-~>#()[]\"'.,";
constexpr std::array<std::string_view, 5> kWideSigns = {"：", "＝", "→", "👉", "➡"};
constexpr std::size_t kMostFillers = 5;
constexpr std::size_t kLeastName = 4;
constexpr std::size_t kMostName = 32;
constexpr std::size_t kLeastDigits = 8;
constexpr std::size_t kMostDigits = 15;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Chinese, Japanese, Thai … have no spaces between words; their letters have three bytes and more.
bool IsUnspaced(char lead) {
  return static_cast<unsigned char>(lead) >= 0xE0;
}

// Whether a word may end before this byte: letters of its own script would go on with it.
bool EndsWord(char last, char next) {
  if (IsAscii(last)) return !IsLetter(next) && !IsDigit(next) && next != '_';
  return IsAscii(next) || IsUnspaced(next);
}

bool BeginsWith(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                  [](char a, char b) { return a == base::LowerAscii(b); });
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Account> Read() {
    for (std::size_t at = 0; at < text_.size();) {
      if (text_[at] == '@' || text_[at] == '+') {
        at = ReadBare(at);
      } else {
        at = MayBeginAlias(at) ? ReadNamed(at) : at + 1;
      }
    }
    if (spoken_of_.size() == 1) NameBare();
    return std::move(found_);
  }

 private:
  bool IsAsciiWordBefore(std::size_t at) const {
    return at > 0 && (IsLetter(text_[at - 1]) || IsDigit(text_[at - 1]));
  }

  // Most letters begin no name of a messenger.
  bool MayBeginAlias(std::size_t at) const {
    constexpr std::string_view kFirst = "tTwWzZlLvVsSdDkK";
    if (IsUnspaced(text_[at])) return true;
    if (IsAscii(text_[at])) return kFirst.find(text_[at]) != std::string_view::npos && !IsAsciiWordBefore(at);
    return at == 0 || IsAscii(text_[at - 1]);
  }

  bool IsWhole(std::string_view word, std::size_t at) const {
    const std::size_t end = at + word.size();
    return IsUnspaced(word.front()) || end == text_.size() || EndsWord(word.back(), text_[end]);
  }

  const Alias* AliasAt(std::size_t at) const {
    const Alias* longest = nullptr;
    for (const Alias& alias : kAliases) {
      if (!BeginsWith(text_.substr(at), alias.word)) continue;
      if (IsWhole(alias.word, at) && (longest == nullptr || alias.word.size() > longest->word.size()))
        longest = &alias;
    }
    return longest;
  }

  std::size_t ReadNamed(std::size_t at) {
    const Alias* alias = AliasAt(at);
    if (alias == nullptr) return at + 1;
    std::size_t name = at + alias->word.size();
    const bool is_told = SkipFillers(name);
    auto account = AccountAt(name, is_told);
    const bool is_account = account.has_value();
    if (is_account) {
      account->messenger = alias->messenger;
      found_.push_back(*std::move(account));
    }
    if (std::find(spoken_of_.begin(), spoken_of_.end(), alias->messenger) == spoken_of_.end())
      spoken_of_.push_back(alias->messenger);
    return is_account ? found_.back().end : at + alias->word.size();
  }

  // Whether a sign or word says that the account follows.
  bool SkipFillers(std::size_t& at) const {
    bool is_told = false;
    for (std::size_t count = 0; count <= kMostFillers; ++count) {
      for (std::size_t length = 1; length > 0; at += length) {
        length = SignAt(at);
        is_told |= length > 1 || (length == 1 && (text_[at] == ':' || text_[at] == '='));
      }
      const std::size_t filler = FillerAt(at);
      if (filler == 0) break;
      const std::string_view word = text_.substr(at, filler);
      is_told |= BeginsWith(word, "id") || word == "号" || word == "號" || word == "是";
      at += filler;
    }
    return is_told;
  }

  std::size_t SignAt(std::size_t at) const {
    if (at >= text_.size()) return 0;
    if (kSigns.find(text_[at]) != std::string_view::npos) return 1;
    for (const std::string_view sign : kWideSigns) {
      if (text_.substr(at).starts_with(sign)) return sign.size();
    }
    return 0;
  }

  std::size_t FillerAt(std::size_t at) const {
    std::size_t longest = 0;
    for (const std::string_view filler : kFillers) {
      if (!BeginsWith(text_.substr(at), filler)) continue;
      if (IsWhole(filler, at)) longest = std::max(longest, filler.size());
    }
    return longest;
  }

  // `is_told`: something says that an account follows, so that a plain word may be one.
  std::optional<Account> AccountAt(std::size_t at, bool is_told) const {
    if (auto number = NumberAt(at)) return number;
    const bool is_marked = at < text_.size() && text_[at] == '@';
    const std::size_t begin = is_marked ? at + 1 : at;
    const std::size_t end = NameEnd(begin);
    const std::string_view name = text_.substr(begin, end - begin);
    if (name.size() < kLeastName || name.size() > kMostName) return std::nullopt;
    const bool is_last =
        end == text_.size() || std::string_view("\n,.)").find(text_[end]) != std::string_view::npos;
    if (!is_marked && !HasSign(name) && !(is_told && is_last)) return std::nullopt;
    return Account{Messenger::kUnknown, std::string(name), at, end};
  }

  std::size_t NameEnd(std::size_t begin) const {
    constexpr std::string_view kInside = "_.-";
    std::size_t end = begin;
    while (end < text_.size() && (IsLetter(text_[end]) || IsDigit(text_[end]) ||
                                  kInside.find(text_[end]) != std::string_view::npos))
      ++end;
    while (end > begin && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
    return end;
  }

  // A word of a sentence has neither digits nor underscores.
  static bool HasSign(std::string_view name) {
    const bool has_digit = std::any_of(name.begin(), name.end(), IsDigit);
    const bool has_letter = std::any_of(name.begin(), name.end(), IsLetter);
    return has_letter && (has_digit || name.find('_') != std::string_view::npos);
  }

  // Digits with single signs between them.
  std::optional<Account> NumberAt(std::size_t at) const {
    constexpr std::string_view kBetween = " -().";
    std::string digits;
    std::size_t end = at;
    for (std::size_t here = at; here < text_.size() && here <= end + 2; ++here) {
      const char c = text_[here];
      if (IsDigit(c) || (c == '+' && digits.empty())) {
        digits.push_back(c);
        end = here + 1;
      } else if (kBetween.find(c) == std::string_view::npos) {
        break;
      }
    }
    const std::size_t count = digits.size() - (digits.starts_with('+') ? 1 : 0);
    if (digits.empty() || count < kLeastDigits || count > kMostDigits) return std::nullopt;
    // "12345678abc" is a name.
    if (end < text_.size() && (IsLetter(text_[end]) || text_[end] == '_')) return std::nullopt;
    return Account{Messenger::kUnknown, std::move(digits), at, end};
  }

  // "@name" or "+63 …" without a messenger before it. Mail addresses have a name before the sign.
  std::size_t ReadBare(std::size_t at) {
    if (IsAsciiWordBefore(at)) return at + 1;
    auto account = text_[at] == '@' ? AccountAt(at, false) : NumberAt(at);
    if (!account) return at + 1;
    const std::size_t end = account->end;
    bare_.push_back(found_.size());
    found_.push_back(*std::move(account));
    return end;
  }

  // "@anna_88 on Telegram": where only one is spoken of, it is that one.
  void NameBare() {
    for (const std::size_t index : bare_) found_[index].messenger = spoken_of_.front();
  }

  std::string_view text_;
  std::vector<Account> found_;
  std::vector<std::size_t> bare_;  // of found_
  std::vector<Messenger> spoken_of_;
};

}  // namespace

std::vector<Account> FindNamedAccounts(std::string_view utf8) {
  std::vector<Account> found = Reader(utf8).Read();
  // A number alone may be anybody's.
  std::erase_if(found, [](const Account& one) {
    return one.messenger == Messenger::kUnknown && (one.id.starts_with('+') || IsDigit(one.id.front()));
  });
  return found;
}

}  // namespace watchword::contact

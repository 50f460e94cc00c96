// SPDX-License-Identifier: Apache-2.0
#include "text/addresses.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace watchword::text {
namespace {

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// Hosts whose links invite into a chat or a group.
constexpr std::array<std::string_view, 16> kInviteHosts = {
    "t.me",      "telegram.me", "wa.me",        "chat.whatsapp.com", "api.whatsapp.com", "whatsapp.com",
    "line.me",   "lin.ee",      "liff.line.me", "discord.gg",        "discord.com",      "signal.group",
    "signal.me", "zalo.me",     "m.me",         "u.wechat.com"};

// Endings that make a bare "name.ending" an address without "https://"; a name
// needs more than this to be judged, which is the work of host/domain.
constexpr std::array<std::string_view, 62> kEndings = {
    "com",   "net",     "org",    "io",   "co",    "me",   "app",   "xyz",  "top",   "vip",  "cc",
    "info",  "biz",     "online", "site", "shop",  "club", "pro",   "live", "world", "cn",   "hk",
    "sg",    "my",      "ru",     "uk",   "us",    "tw",   "jp",    "kr",   "th",    "vn",   "id",
    "ph",    "in",      "de",     "fr",   "es",    "it",   "br",    "mx",   "au",    "ca",   "eu",
    "gg",    "link",    "fun",    "work", "store", "tech", "space", "icu",  "ltd",   "asia", "life",
    "today", "finance", "trade",  "ee",   "ai",    "tv",   "win"};

bool IsAsciiAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

// A run of printable ASCII inside the units: text, as folded and as typed.
struct Run {
  std::size_t first = 0;  // index of the first unit
  std::string folded;
  std::string typed;
};

bool IsRunPart(const Unit& unit) {
  return unit.c > 0x20 && unit.c < 0x7F;
}

Run ReadRun(const Units& units, std::size_t at) {
  Run run{.first = at};
  for (; at < units.size() && IsRunPart(units[at]); ++at) {
    run.folded.push_back(static_cast<char>(units[at].c));
    run.typed.push_back(units[at].raw < 0x7F ? static_cast<char>(units[at].raw) : run.folded.back());
  }
  return run;
}

// What encloses or ends an address without belonging to it.
void Trim(std::string_view run, std::size_t& from, std::size_t& to) {
  constexpr std::string_view kBefore = "(<[{\"'*_:;,.=-";
  constexpr std::string_view kAfter = ")>]}\"'*_:;,.!?-";
  while (from < to && kBefore.find(run[from]) != std::string_view::npos) ++from;
  while (to > from && kAfter.find(run[to - 1]) != std::string_view::npos) --to;
}

std::size_t SchemeLength(std::string_view text) {
  constexpr std::array<std::string_view, 4> kSchemes = {"https://", "http://", "hxxps://", "hxxp://"};
  for (const auto scheme : kSchemes) {
    if (text.starts_with(scheme)) return scheme.size();
  }
  return 0;
}

std::string_view HostPart(std::string_view text) {
  return text.substr(0, text.find_first_of("/?#:"));
}

bool IsLabel(std::string_view label) {
  const auto plain = [](char c) { return IsAsciiAlnum(c) || c == '-' || c == '_'; };
  return !label.empty() && label.size() <= 63 && std::all_of(label.begin(), label.end(), plain);
}

bool IsBareHost(std::string_view host) {
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view ending = host.substr(dot + 1);
  if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return false;
  for (std::string_view rest = host.substr(0, dot);;) {
    const auto next = rest.find('.');
    if (!IsLabel(rest.substr(0, next))) return false;
    if (next == std::string_view::npos) return true;
    rest.remove_prefix(next + 1);
  }
}

bool IsInviteHost(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::find(kInviteHosts.begin(), kInviteHosts.end(), host) != kInviteHosts.end();
}

bool AllIn(std::string_view text, std::string_view alphabet) {
  return text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool LooksMixed(std::string_view typed) {
  const auto has = [&](char least, char most) {
    return std::any_of(typed.begin(), typed.end(), [=](char c) { return c >= least && c <= most; });
  };
  return has('0', '9') && has('A', 'Z') && has('a', 'z');
}

bool IsWallet(std::string_view folded, std::string_view typed) {
  const std::size_t size = folded.size();
  if (folded.starts_with("0x")) return size == 42 && AllIn(folded.substr(2), "0123456789abcdef");
  if (folded.starts_with("bc1"))
    return size >= 26 && size <= 62 && AllIn(folded, "0123456789abcdefghjklmnpqrstuvwxyz");
  if (!AllIn(typed, kBase58) || !LooksMixed(typed)) return false;
  if (typed.front() == 'T') return size == 34;
  return (typed.front() == '1' || typed.front() == '3') && size >= 26 && size <= 35;
}

bool IsHandle(std::string_view text) {
  const auto part = [](char c) { return IsAsciiAlnum(c) || c == '_' || c == '.'; };
  return text.size() >= 4 && text[0] == '@' && std::all_of(text.begin() + 1, text.end(), part);
}

std::optional<AddressKind> Classify(std::string_view folded, std::string_view typed) {
  if (folded.empty()) return std::nullopt;
  if (IsHandle(folded)) return AddressKind::kHandle;
  const std::size_t scheme = SchemeLength(folded);
  const std::string_view host = HostPart(folded.substr(scheme));
  if (scheme > 0 || host.starts_with("www.") || IsBareHost(host)) {
    return IsInviteHost(host) ? AddressKind::kInviteLink : AddressKind::kUrl;
  }
  if (IsWallet(folded, typed)) return AddressKind::kWallet;
  return std::nullopt;
}

// An address may follow a word without a space: "telegram:@name", "site=https://x".
std::size_t AddressStart(std::string_view run, std::size_t from, std::size_t to) {
  const std::string_view part = run.substr(from, to - from);
  for (const std::string_view mark : {"http://", "https://", "hxxp://", "hxxps://"}) {
    const auto found = part.find(mark);
    if (found != std::string_view::npos) return from + found;
  }
  const auto at = part.find('@');
  const bool after_mark =
      at != std::string_view::npos && at > 0 && !IsAsciiAlnum(part[at - 1]) && part[at - 1] != '.';
  return after_mark ? from + at : from;
}

void FindInRun(const Run& run, const Units& units, std::vector<Address>& found) {
  std::size_t from = 0;
  std::size_t to = run.folded.size();
  Trim(run.folded, from, to);
  from = AddressStart(run.folded, from, to);
  if (from >= to) return;
  const auto kind = Classify(std::string_view(run.folded).substr(from, to - from),
                             std::string_view(run.typed).substr(from, to - from));
  if (!kind) return;
  found.push_back({*kind, {units[run.first + from].begin, units[run.first + to - 1].end}});
}

}  // namespace

std::vector<Address> FindAddresses(const Units& units) {
  std::vector<Address> found;
  for (std::size_t at = 0; at < units.size();) {
    if (!IsRunPart(units[at])) {
      ++at;
      continue;
    }
    const Run run = ReadRun(units, at);
    if (run.folded.size() >= 4) FindInRun(run, units, found);
    at += run.folded.size();
  }
  return found;
}

}  // namespace watchword::text

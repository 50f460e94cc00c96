// SPDX-License-Identifier: Apache-2.0
#include "domain/host_name.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "domain/idna.h"

namespace watchword::domain {
namespace {

bool IsPlainAscii(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Punycode is looked at too: a label may be written in it that IDNA would write otherwise.
std::string NormalForm(std::string_view name) {
  std::string lower = base::LowerAscii(name);
  const bool is_plain = IsPlainAscii(name) && lower.find("xn--") == std::string::npos;
  return is_plain ? lower : ToAscii(name).name;
}

bool IsIpAddress(std::string_view name) {
  if (name.starts_with('[')) return true;
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return !last.empty() && std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Where the host begins: behind the scheme and the user name. Other schemes than
// http and https have none we could judge.
std::optional<std::size_t> HostBegin(std::string_view address) {
  const auto scheme = address.find_first_of(":/?#");
  const bool has_scheme = scheme != std::string_view::npos && address.substr(scheme).starts_with("://");
  if (!has_scheme) {
    const bool other_scheme = address.starts_with("about:") || address.starts_with("data:") ||
                              address.starts_with("javascript:") || address.starts_with("blob:");
    return other_scheme ? std::nullopt : std::optional<std::size_t>(0);
  }
  const std::string name = base::LowerAscii(address.substr(0, scheme));
  if (name != "http" && name != "https") return std::nullopt;
  const std::size_t begin = scheme + 3;
  const auto end = address.find_first_of("/?#\\", begin);
  const auto user = address.substr(0, end).rfind('@');
  return user != std::string_view::npos && user >= begin ? user + 1 : begin;
}

}  // namespace

HostName::HostName(std::string ascii, std::size_t begin, std::size_t end)
    : ascii_(std::move(ascii)), begin_(begin), end_(end), is_address_(IsIpAddress(ascii_)) {}

std::optional<HostName> HostName::Parse(std::string_view address) {
  const auto begin = HostBegin(address);
  if (!begin) return std::nullopt;
  const bool bracketed = address.substr(*begin).starts_with('[');
  const std::size_t ends = bracketed ? address.find(']', *begin) : *begin;
  std::size_t end =
      std::min(address.find_first_of("/?#\\: \t\r\n", std::min(ends, address.size())), address.size());
  while (end > *begin && address[end - 1] == '.') --end;
  // A name is at most as long in DNS as in Unicode, and IDNA takes time.
  if (end == *begin || end - *begin > 4 * kMaxNameBytes) return std::nullopt;
  std::string ascii = NormalForm(address.substr(*begin, end - *begin));
  while (ascii.ends_with('.')) ascii.pop_back();
  if (ascii.empty() || ascii.size() > kMaxNameBytes) return std::nullopt;
  return HostName(std::move(ascii), *begin, end);
}

std::string HostName::unicode() const {
  return ascii_.find("xn--") == std::string::npos ? ascii_ : ToUnicode(ascii_).name;
}

std::string_view PathOf(std::string_view address, const HostName& host) {
  std::string_view rest = address.substr(host.end());
  const auto from = rest.find_first_of("/?#\\");
  if (from == std::string_view::npos || rest[from] != '/') return {};
  rest.remove_prefix(from);
  return rest.substr(0, rest.find_first_of("?#"));
}

}  // namespace watchword::domain

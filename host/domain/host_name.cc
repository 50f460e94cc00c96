// SPDX-License-Identifier: Apache-2.0
#include "domain/host_name.h"

#include <algorithm>

#include "domain/idna.h"

namespace watchword::domain {
namespace {

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

bool IsPlainAscii(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ToAscii(std::string_view name) {
  if (IsPlainAscii(name)) return LowerAscii(name);
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode failure = U_ZERO_ERROR;
  Idna().nameToASCII_UTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())), sink, info,
                          failure);
  const bool refused = U_FAILURE(failure) || ascii.empty();
  return refused ? LowerAscii(name) : LowerAscii(ascii);
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
  const std::string name = LowerAscii(address.substr(0, scheme));
  if (name != "http" && name != "https") return std::nullopt;
  const std::size_t begin = scheme + 3;
  const auto end = address.find_first_of("/?#\\", begin);
  const auto user = address.substr(0, end).rfind('@');
  return user != std::string_view::npos && user >= begin ? user + 1 : begin;
}

}  // namespace

std::optional<HostName> HostName::Parse(std::string_view address) {
  const auto begin = HostBegin(address);
  if (!begin) return std::nullopt;
  std::size_t end = std::min(address.find_first_of("/?#\\: \t\r\n", *begin), address.size());
  while (end > *begin && address[end - 1] == '.') --end;
  if (end == *begin) return std::nullopt;
  return HostName(ToAscii(address.substr(*begin, end - *begin)), *begin, end);
}

std::vector<std::string_view> HostName::Suffixes() const {
  std::vector<std::string_view> suffixes;
  std::string_view rest = ascii_;
  while (rest.find('.') != std::string_view::npos) {
    suffixes.push_back(rest);
    rest.remove_prefix(rest.find('.') + 1);
  }
  return suffixes;
}

}  // namespace watchword::domain

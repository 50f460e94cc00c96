// SPDX-License-Identifier: Apache-2.0
#include "tuf/names.h"

namespace watchword::tuf {
namespace {

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '~';
}

bool StandsFor(char pattern, char c) {
  return pattern == c || (pattern == '?' && c != '/');
}

bool IsOnlyDots(std::string_view name) {
  return name.find_first_not_of('.') == std::string_view::npos;
}

void AppendQuoted(std::string_view name, std::string& to) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const bool is_plain_dot = !IsOnlyDots(name);
  for (const char c : name) {
    if (IsPlain(c) || (c == '.' && is_plain_dot)) {
      to.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    to += {'%', kDigits[byte >> 4], kDigits[byte & 0xF]};
  }
}

}  // namespace

std::string Quote(std::string_view name) {
  std::string quoted;
  AppendQuoted(name, quoted);
  return quoted;
}

std::string QuotePath(std::string_view path) {
  std::string quoted;
  for (std::size_t begin = 0;;) {
    const auto end = path.find('/', begin);
    AppendQuoted(path.substr(begin, end - begin), quoted);
    if (end == std::string_view::npos) return quoted;
    quoted.push_back('/');
    begin = end + 1;
  }
}

// Only the last star may have to take more: what earlier ones took fits already.
bool Matches(std::string_view path, std::string_view pattern) {
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;  // where the text of the last star ends
  for (std::size_t i = 0; i < path.size();) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = i;
    } else if (p < pattern.size() && StandsFor(pattern[p], path[i])) {
      ++p;
      ++i;
    } else if (star != std::string_view::npos && path[taken] != '/') {
      p = star + 1;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
#include "domain/one_edit.h"

#include <algorithm>

namespace watchword::domain {
namespace {

// Both begin with different letters or are at an end.
bool RestIsOneEdit(std::string_view longer, std::string_view shorter) {
  if (longer.size() != shorter.size()) return longer.substr(1) == shorter;
  if (longer.substr(1) == shorter.substr(1)) return true;
  return longer.size() >= 2 && longer[0] == shorter[1] && longer[1] == shorter[0] &&
         longer.substr(2) == shorter.substr(2);
}

}  // namespace

bool IsOneEditApart(std::string_view one, std::string_view other) {
  if (one.size() < other.size()) std::swap(one, other);
  if (one.size() - other.size() > 1 || one == other) return false;
  std::size_t same = 0;
  while (same < other.size() && one[same] == other[same]) ++same;
  return RestIsOneEdit(one.substr(same), other.substr(same));
}

std::uint32_t LettersOf(std::string_view text) {
  std::uint32_t letters = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') letters |= std::uint32_t{1} << (c - 'a');
  }
  return letters;
}

}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "text/tables.h"

#include <algorithm>
#include <array>
#include <span>

namespace watchword::text {
namespace {

struct CharPair {
  char32_t from;
  char32_t to;
};

#include "text/tables.inc"

char32_t Find(std::span<const CharPair> table, char32_t c, char32_t otherwise) {
  const auto found = std::lower_bound(table.begin(), table.end(), c,
                                      [](const CharPair& pair, char32_t key) { return pair.from < key; });
  return found != table.end() && found->from == c ? found->to : otherwise;
}

}  // namespace

char32_t LatinLookAlike(char32_t c) {
  return Find(kLatinLookAlikes, c, 0);
}

char32_t ForeignLookAlike(char32_t c) {
  return Find(kForeignLookAlikes, c, 0);
}

char32_t Simplify(char32_t c) {
  return c >= 0x3400 && c < 0xA000 ? Find(kSimplified, c, c) : c;
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
#include "text/pieces.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/window.h"

namespace watchword::text {
namespace {

bool IsTrail(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// White space, letters of unspaced scripts, emoji …: parts of no address and of
// no evasive spelling. Signs of ASCII are walls that may be parts of both.
bool EndsPieces(char32_t c) {
  const CharInfo info = InfoOf(c);
  const char32_t folded = info.Fold(c);
  return info.Has(CharInfo::kWall) && !(folded > ' ' && folded < 0x7F);
}

bool AttachesAt(std::string_view utf8, std::size_t at) {
  return at < utf8.size() && InfoOf(DecodeFast(utf8, at).code_point).Has(CharInfo::kAttaching);
}

// No byte but a trail byte stands inside a character, so that one can walk back.
// Not farther than `least`.
std::size_t BeginOf(std::string_view utf8, std::size_t at, std::size_t least) {
  while (at > least) {
    std::size_t last = at - 1;
    while (last > 0 && IsTrail(utf8[last])) --last;
    const base::DecodedChar before = DecodeFast(utf8, last);
    const bool whole = last + before.bytes == at;
    if (whole && EndsPieces(before.code_point) && !AttachesAt(utf8, at)) return at;
    at = last;
  }
  return at;
}

std::size_t EndOf(std::string_view utf8, std::size_t at) {
  while (at < utf8.size() && IsTrail(utf8[at])) ++at;
  while (at < utf8.size()) {
    const base::DecodedChar next = DecodeFast(utf8, at);
    if (EndsPieces(next.code_point)) break;
    at += next.bytes;
  }
  return at;
}

Cursor Back(std::string_view utf8, Cursor from, std::size_t to) {
  const std::size_t units = base::Utf16Length(utf8.substr(to, from.at - to));
  return {to, from.offset - static_cast<std::uint32_t>(units)};
}

}  // namespace

std::vector<Spot> PiecesAround(std::string_view utf8, std::vector<Spot> spots) {
  std::sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.begin.at < b.begin.at; });
  std::vector<Spot> pieces;
  for (const Spot& spot : spots) {
    const std::size_t least = pieces.empty() ? 0 : pieces.back().end;
    const std::size_t begin = BeginOf(utf8, spot.begin.at, least);
    if (pieces.empty() || begin > least) {
      pieces.push_back({Back(utf8, spot.begin, begin), EndOf(utf8, spot.end)});
    } else if (spot.end > least) {
      pieces.back().end = EndOf(utf8, spot.end);
    }
  }
  return pieces;
}

}  // namespace watchword::text

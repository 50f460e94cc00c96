// SPDX-License-Identifier: Apache-2.0
// Writes the table of host/text/char_table.h as C++ to standard output: every
// character goes through the folding alone, and its Unicode properties tell
// whether its neighbours could make a difference.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdio>
#include <map>
#include <vector>

#include "text/char_table.h"
#include "text/fold.h"
#include "text/look_alikes.h"
#include "text/tables.h"

namespace {

using namespace watchword::text;

constexpr char32_t kCharacters = 0x110000;
constexpr std::size_t kBlockSize = std::size_t{1} << kCharBlockBits;

using Block = std::array<std::uint32_t, kBlockSize>;

// One character on its way through the folding.
struct Steps {
  explicit Steps(char32_t c)
      : compatible(FoldCompatibility({{c, c, 0, 1}})),
        plain(FoldDiacritics(compatible)),
        folded(FoldScripts(FoldLookAlikes(plain))) {}
  Units compatible;
  Units plain;
  Units folded;
};

bool BeginsSegment(char32_t c) {
  UErrorCode failure = U_ZERO_ERROR;
  static const icu::Normalizer2& folder = *icu::Normalizer2::getNFKCCasefoldInstance(failure);
  return c < 0x300 || folder.hasBoundaryBefore(static_cast<UChar32>(c));
}

bool NeverComposes(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
}

bool IsMark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool IsAttaching(char32_t c, const Steps& steps) {
  if (!BeginsSegment(c) || steps.compatible.empty() || steps.folded.empty()) return true;
  if (IsMark(steps.compatible[0].c) || KindOf(steps.folded[0].c) == CharKind::kMark) return true;
  return FoldScripts({steps.plain[0]}).empty();
}

bool IsInertMark(char32_t c, const Steps& steps) {
  const bool keeps_its_form = steps.compatible.size() == 1 && steps.compatible[0].c == c;
  return keeps_its_form && IsMark(c) && steps.folded.size() == 1 && (BeginsSegment(c) || NeverComposes(c));
}

bool IsWordPart(char32_t c) {
  const CharKind kind = KindOf(c);
  return kind == CharKind::kSpaced || kind == CharKind::kMark || IsApostrophe(c);
}

bool IsWall(const Steps& steps) {
  return !IsWordPart(steps.plain[0].c) && !IsWordPart(steps.folded[0].c) && !NeedsALook(steps.folded[0].c);
}

std::uint32_t SimpleFlags(char32_t c, const Steps& steps) {
  const char32_t plain = steps.plain[0].c;
  std::uint32_t flags = CharInfo::kSimple;
  if (IsWall(steps)) flags |= CharInfo::kWall;
  if (IsLatin(plain)) return flags | CharInfo::kLatin;
  const bool foreign = ForeignLookAlike(c) != 0 || ForeignLookAlike(plain) != 0 || IsCyrillic(plain);
  return foreign ? flags | CharInfo::kForeign : flags;
}

std::uint32_t Describe(char32_t c, char32_t folded) {
  const auto kind = static_cast<std::uint32_t>(KindOf(folded)) << CharInfo::kKindShift;
  return (c ^ folded) | kind | (NeedsALook(folded) ? CharInfo::kLook : 0u);
}

std::uint32_t BitsOf(char32_t c) {
  if (c >= 0xD800 && c < 0xE000) return 0;  // no text holds half a surrogate pair
  const Steps steps(c);
  if (IsAttaching(c, steps)) {
    if (steps.compatible.empty()) return CharInfo::kAttaching | CharInfo::kInvisible;
    if (!IsInertMark(c, steps)) return CharInfo::kAttaching;
    const std::uint32_t joins = BeginsSegment(c) ? 0u : CharInfo::kJoins;
    return CharInfo::kAttaching | CharInfo::kMark | joins | Describe(c, steps.folded[0].c);
  }
  if (steps.plain.size() != 1 || steps.folded.size() != 1) return 0;
  return SimpleFlags(c, steps) | Describe(c, steps.folded[0].c);
}

Block BlockAt(char32_t first) {
  Block block{};
  for (char32_t i = 0; i < kBlockSize; ++i) block[i] = BitsOf(first + i);
  return block;
}

void PrintBlocks(const std::vector<Block>& blocks) {
  std::printf("extern const std::uint32_t kCharBlocks[] = {\n");
  for (const Block& block : blocks) {
    for (const std::uint32_t bits : block) std::printf("0x%X,", bits);
    std::printf("\n");
  }
  std::printf("};\n");
}

void PrintIndex(const std::vector<std::size_t>& index) {
  std::printf("extern const std::uint16_t kCharBlockOf[] = {\n");
  for (std::size_t i = 0; i < index.size(); ++i) std::printf("%zu,%s", index[i], i % 32 == 31 ? "\n" : "");
  std::printf("};\n");
}

}  // namespace

int main() {
  std::map<Block, std::size_t> known;
  std::vector<Block> blocks;
  std::vector<std::size_t> index;
  for (char32_t first = 0; first < kCharacters; first += kBlockSize) {
    const Block block = BlockAt(first);
    const auto [found, added] = known.emplace(block, blocks.size());
    if (added) blocks.push_back(block);
    index.push_back(found->second);
  }
  PrintBlocks(blocks);
  PrintIndex(index);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "text/pipeline.h"

#include <algorithm>

#include "text/decode.h"
#include "text/fold.h"
#include "text/look_alikes.h"

namespace watchword::text {
namespace {

bool IsAscii(std::string_view utf8) {
  return std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Units Fold(std::string_view utf8, std::uint32_t offset) {
  Units units = FoldCompatibility(Decode(utf8, offset));
  if (IsAscii(utf8)) return units;  // the other steps leave it alone
  // Accents come off before look-alikes: a letter stacked with marks still imitates.
  return FoldScripts(FoldLookAlikes(FoldDiacritics(units)));
}

}  // namespace watchword::text

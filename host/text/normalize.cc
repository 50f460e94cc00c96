// SPDX-License-Identifier: Apache-2.0
#include "text/addresses.h"
#include "text/decode.h"
#include "text/evasion.h"
#include "text/fold.h"
#include "text/look_alikes.h"
#include "text/normal_text.h"
#include "text/spacing.h"

namespace watchword::text {

NormalText Normalize(std::string_view utf8) {
  // Accents come off before look-alikes: a letter stacked with marks still imitates.
  const Units units = FoldScripts(FoldLookAlikes(FoldDiacritics(FoldCompatibility(Decode(utf8)))));
  NormalText normal;
  normal.addresses_ = FindAddresses(units);
  normal.readings_.push_back(Space(units));
  for (const Units& reading : UndoEvasions(units)) normal.readings_.push_back(Space(reading));
  return normal;
}

}  // namespace watchword::text

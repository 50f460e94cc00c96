// SPDX-License-Identifier: Apache-2.0
// One spelling for what Unicode and keyboards spell in many ways.
#pragma once

#include "text/unit.h"

namespace watchword::text {

// NFKC case folding: full-width, mathematical, circled and capital letters
// become plain small ones; invisible characters go.
Units FoldCompatibility(const Units& units);

// Latin letters lose their accents, strokes and stacked marks.
Units FoldDiacritics(const Units& units);

// Within a script: Arabic and Hebrew lose their vowel points and Arabic its
// letter variants, Devanagari its nukta, traditional Chinese becomes
// simplified, digits of every script become 0 to 9.
Units FoldScripts(const Units& units);

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
// Character tables generated from Unicode's data (tables/generate_tables.cc).
#pragma once

namespace watchword::text {

// The Latin letter a to z that a Latin special letter (small capital, IPA) or
// a letter of another script looks like, or 0.
char32_t LatinLookAlike(char32_t c);
char32_t ForeignLookAlike(char32_t c);

// The simplified form of a traditional Chinese character, else `c` itself.
char32_t Simplify(char32_t c);

}  // namespace watchword::text

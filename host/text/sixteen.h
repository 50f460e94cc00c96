// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes at a time: the length of an ASCII word without a branch for
// each letter, which no processor could predict.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace watchword::text {

// How the sixteen bytes begin.
struct WordStart {
  std::size_t length = 0;     // ASCII letters and digits
  std::uint32_t letters = 0;  // a bit for each letter among them
  std::uint32_t digits = 0;
};

#if defined(__SSE2__)

// Copies the sixteen bytes as small letters; what follows the word is of no use.
inline WordStart CopyWordStart(const char* from, char* to) {
  const auto below = [](__m128i bytes, char first, char count) {
    constexpr char kLeast = -128;
    const __m128i shifted = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(kLeast - first)));
    const __m128i among = _mm_cmplt_epi8(shifted, _mm_set1_epi8(static_cast<char>(kLeast + count)));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(among));
  };
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i_u*>(from));
  const __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  _mm_storeu_si128(reinterpret_cast<__m128i_u*>(to), small);
  const std::uint32_t letters = below(small, 'a', 26);
  const std::uint32_t digits = below(bytes, '0', 10);
  const auto length = static_cast<std::size_t>(std::countr_one(letters | digits));
  const std::uint32_t within = (1u << length) - 1;
  return {length, letters & within, digits & within};
}

#else

inline WordStart CopyWordStart(const char* from, char* to) {
  WordStart start;
  for (; start.length < 16; ++start.length) {
    const char small = static_cast<char>(from[start.length] | 0x20);
    const bool letter = small >= 'a' && small <= 'z';
    const bool digit = from[start.length] >= '0' && from[start.length] <= '9';
    if (!letter && !digit) break;
    to[start.length] = small;
    (letter ? start.letters : start.digits) |= 1u << start.length;
  }
  return start;
}

#endif

}  // namespace watchword::text

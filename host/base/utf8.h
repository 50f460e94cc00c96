// SPDX-License-Identifier: Apache-2.0
// UTF-8 and nothing more: decoding that never fails, and the length of text in
// UTF-16 units, which is how the browser counts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::base {

inline constexpr char32_t kReplacement = 0xFFFD;

struct DecodedChar {
  char32_t code_point = 0;
  std::size_t bytes = 0;  // at least 1
};

// The code point that begins at `at` (< text.size()). An ill-formed sequence is
// U+FFFD and as long as its maximal subpart (Unicode 15, table 3-8).
DecodedChar DecodeUtf8(std::string_view text, std::size_t at);

void AppendUtf8(char32_t code_point, std::string& to);

bool IsValidUtf8(std::string_view text);

// Every ill-formed sequence becomes U+FFFD.
std::string RepairUtf8(std::string_view text);

inline std::size_t Utf16Length(char32_t code_point) {
  return code_point >= 0x10000 ? 2 : 1;
}
std::size_t Utf16Length(std::string_view text);

// Byte offset of a UTF-16 offset; text.size() when beyond the end.
std::size_t ByteOffset(std::string_view text, std::size_t utf16_offset);

}  // namespace watchword::base

// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"
#include "input.h"
#include "text/normal_text.h"
#include "unit/text/long_way.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = watchword::text::Normalize(AsText(data, size));
  if (!watchword::text::SaysTheSame(AsText(data, size))) __builtin_trap();
  const std::size_t length = watchword::base::Utf16Length(AsText(data, size));
  for (const auto& reading : text.readings()) {
    if (!watchword::base::IsValidUtf8(reading.bytes())) __builtin_trap();
    for (const auto& token : reading.tokens()) {
      if (token.begin >= token.end || token.end > reading.bytes().size()) __builtin_trap();
      if (token.original_begin > token.original_end || token.original_end > length) __builtin_trap();
    }
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"
#include "input.h"
#include "text/normal_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = watchword::text::Normalize(AsText(data, size));
  const std::size_t length = watchword::base::Utf16Length(AsText(data, size));
  for (const auto& reading : text.readings()) {
    if (!watchword::base::IsValidUtf8(reading.bytes())) __builtin_trap();
    const auto all = reading.OriginalOf({0, reading.bytes().size()});
    if (all.begin > all.end || all.end > length) __builtin_trap();
  }
  return 0;
}

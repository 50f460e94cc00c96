// SPDX-License-Identifier: Apache-2.0
#include "text/decode.h"

#include "base/utf8.h"

namespace watchword::text {

Units Decode(std::string_view utf8, std::uint32_t offset) {
  Units units;
  units.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const base::DecodedChar next = base::DecodeUtf8(utf8, at);
    const auto length = static_cast<std::uint32_t>(base::Utf16Length(next.code_point));
    units.push_back({next.code_point, next.code_point, offset, offset + length});
    offset += length;
    at += next.bytes;
  }
  return units;
}

}  // namespace watchword::text

// SPDX-License-Identifier: Apache-2.0
#include "text/normal_text.h"

#include "base/utf8.h"
#include "text/chars.h"

namespace watchword::text {

TokenKind TokenKindOf(std::string_view token) {
  if (token[0] == '\n') return TokenKind::kBorder;
  // No script written without spaces has characters of fewer than three bytes.
  if (static_cast<unsigned char>(token[0]) < 0xE0) return TokenKind::kSpaced;
  const auto kind = KindOf(base::DecodeUtf8(token, 0).code_point);
  return kind == CharKind::kUnspaced ? TokenKind::kUnspaced : TokenKind::kSpaced;
}

}  // namespace watchword::text

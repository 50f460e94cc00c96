// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

namespace watchword::base {
namespace {

unsigned char ByteAt(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// What may follow a lead byte: how many bytes, and the range of the second.
struct LeadByte {
  std::size_t trail = 0;
  unsigned char second_least = 0x80;
  unsigned char second_most = 0xBF;
};

LeadByte Classify(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {.trail = 1};
  if (lead == 0xE0) return {.trail = 2, .second_least = 0xA0};
  if (lead == 0xED) return {.trail = 2, .second_most = 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {.trail = 2};
  if (lead == 0xF0) return {.trail = 3, .second_least = 0x90};
  if (lead == 0xF4) return {.trail = 3, .second_most = 0x8F};
  if (lead >= 0xF1 && lead <= 0xF3) return {.trail = 3};
  return {};
}

}  // namespace

DecodedChar DecodeUtf8(std::string_view text, std::size_t at) {
  const unsigned char lead = ByteAt(text, at);
  if (lead < 0x80) return {lead, 1};
  const LeadByte shape = Classify(lead);
  if (shape.trail == 0) return {kReplacement, 1};
  char32_t code_point = lead & (0x3Fu >> shape.trail);
  for (std::size_t i = 1; i <= shape.trail; ++i) {
    if (at + i >= text.size()) return {kReplacement, i};
    const unsigned char trail = ByteAt(text, at + i);
    const unsigned char least = i == 1 ? shape.second_least : 0x80;
    const unsigned char most = i == 1 ? shape.second_most : 0xBF;
    if (trail < least || trail > most) return {kReplacement, i};
    code_point = (code_point << 6) | (trail & 0x3Fu);
  }
  return {code_point, shape.trail + 1};
}

void AppendUtf8(char32_t c, std::string& to) {
  const auto put = [&to](char32_t byte) { to.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool IsValidUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar next = DecodeUtf8(text, at);
    const bool written_replacement = next.bytes == 3 && text.substr(at, 3) == "\xEF\xBF\xBD";
    if (next.code_point == kReplacement && !written_replacement) return false;
    at += next.bytes;
  }
  return true;
}

std::string RepairUtf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar next = DecodeUtf8(text, at);
    AppendUtf8(next.code_point, repaired);
    at += next.bytes;
  }
  return repaired;
}

std::size_t Utf16Length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar next = DecodeUtf8(text, at);
    length += Utf16Length(next.code_point);
    at += next.bytes;
  }
  return length;
}

std::size_t ByteOffset(std::string_view text, std::size_t utf16_offset) {
  std::size_t at = 0;
  for (std::size_t units = 0; at < text.size() && units < utf16_offset;) {
    const DecodedChar next = DecodeUtf8(text, at);
    units += Utf16Length(next.code_point);
    at += next.bytes;
  }
  return at;
}

}  // namespace watchword::base

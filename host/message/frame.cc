// SPDX-License-Identifier: Apache-2.0
#include "message/frame.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace watchword::message {
namespace {

// Fills `into`; returns how much there was before the pipe ended.
Result<std::size_t> ReadFully(base::ByteStream& from, std::span<char> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto got = from.Read(into.subspan(done));
    if (!got) return got.error();
    if (*got == 0) break;
    done += *got;
  }
  return done;
}

Error EndedInside() {
  return Error{ErrorCode::kIo, "the pipe ended inside a frame"};
}

Error TooLarge(std::size_t bytes, std::size_t most) {
  return Error{ErrorCode::kTooLarge,
               "a frame of " + std::to_string(bytes) + " bytes, at most " + std::to_string(most)};
}

}  // namespace

Result<std::optional<std::string>> ReadFrame(base::ByteStream& from) {
  std::array<char, 4> head{};
  const auto head_bytes = ReadFully(from, head);
  if (!head_bytes) return head_bytes.error();
  if (*head_bytes == 0) return std::optional<std::string>();
  if (*head_bytes < head.size()) return EndedInside();
  const auto length = std::bit_cast<std::uint32_t>(head);
  if (length > kMaxRequestBytes) return TooLarge(length, kMaxRequestBytes);
  std::string payload(length, '\0');
  const auto payload_bytes = ReadFully(from, payload);
  if (!payload_bytes) return payload_bytes.error();
  if (*payload_bytes < length) return EndedInside();
  return std::optional<std::string>(std::move(payload));
}

std::string Frame(std::string_view payload) {
  const auto head = std::bit_cast<std::array<char, 4>>(static_cast<std::uint32_t>(payload.size()));
  std::string frame(head.begin(), head.end());
  frame += payload;
  return frame;
}

Status WriteFrame(std::string_view payload, base::ByteStream& to) {
  if (payload.size() > kMaxReplyBytes) return TooLarge(payload.size(), kMaxReplyBytes);
  return to.Write(Frame(payload));
}

}  // namespace watchword::message

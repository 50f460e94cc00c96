// SPDX-License-Identifier: Apache-2.0
#include "tuf/fetch_pipe.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace watchword::tuf {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

std::string Number(std::uint64_t value, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> 8 * i & 0xFF));
  return text;
}

std::uint64_t ReadNumber(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
  return value;
}

// Fewer bytes only at the end of the pipe. Memory grows with what comes, not with what is announced.
Result<std::string> ReadUpTo(std::size_t size, base::ByteStream& pipe) {
  std::string bytes;
  std::vector<char> block(std::min(size, kBlock));
  while (bytes.size() < size) {
    const auto got = pipe.Read(std::span(block).first(std::min(block.size(), size - bytes.size())));
    if (!got) return got.error();
    if (*got == 0) break;
    bytes.append(block.data(), *got);
  }
  return bytes;
}

Result<std::string> ReadExactly(std::size_t size, base::ByteStream& pipe) {
  auto bytes = ReadUpTo(size, pipe);
  if (bytes && bytes->size() < size) return Error{ErrorCode::kIo, "ended in the middle"};
  return bytes;
}

struct Request {
  std::string url;
  std::size_t max_bytes = 0;
};

// Nothing at the end of the pipe.
Result<std::optional<Request>> ReadRequest(base::ByteStream& pipe) {
  const auto head = ReadUpTo(12, pipe);
  if (!head) return head.error();
  if (head->empty()) return std::optional<Request>();
  if (head->size() < 12) return Error{ErrorCode::kIo, "the request ended in the middle"};
  const std::uint64_t length = ReadNumber(std::string_view(*head).substr(0, 4));
  if (length > kMaxAddressBytes)
    return Error{ErrorCode::kTooLarge, "an address of " + std::to_string(length) + " bytes"};
  auto url = ReadExactly(length, pipe);
  if (!url) return Context("the request", url.error());
  return std::optional(Request{*std::move(url), ReadNumber(std::string_view(*head).substr(4))});
}

Answer KindOf(ErrorCode code) {
  if (code == ErrorCode::kNotFound) return Answer::kNotFound;
  return code == ErrorCode::kTooLarge ? Answer::kTooLarge : Answer::kFailed;
}

Status WriteAnswer(Answer kind, std::string_view payload, base::ByteStream& pipe) {
  const std::string head = Number(static_cast<unsigned char>(kind), 1) + Number(payload.size(), 8);
  if (Status written = pipe.Write(head); !written) return written;
  return pipe.Write(payload);
}

// What the child says is shown to people.
std::string AsOneLine(std::string message) {
  std::replace_if(
      message.begin(), message.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F; },
      '?');
  return message;
}

ErrorCode CodeOf(Answer kind) {
  if (kind == Answer::kNotFound) return ErrorCode::kNotFound;
  return kind == Answer::kTooLarge ? ErrorCode::kTooLarge : ErrorCode::kIo;
}

}  // namespace

Status ServeFetches(base::ByteStream& pipe, Fetcher& fetcher) {
  for (;;) {
    const auto request = ReadRequest(pipe);
    if (!request) return request.error();
    if (!*request) return {};
    const auto bytes = fetcher.Fetch((*request)->url, (*request)->max_bytes);
    const Status written = bytes ? WriteAnswer(Answer::kFile, *bytes, pipe)
                                 : WriteAnswer(KindOf(bytes.error().code),
                                               bytes.error().message.substr(0, kMaxMessageBytes), pipe);
    if (!written) return written;
  }
}

Result<std::string> PipeFetcher::Fetch(const std::string& url, std::size_t max_bytes) {
  if (is_broken_) return Error{ErrorCode::kIo, url + ": the fetcher misbehaved before"};
  if (url.size() > kMaxAddressBytes)
    return Error{ErrorCode::kTooLarge, "an address of " + std::to_string(url.size()) + " bytes"};
  is_broken_ = true;  // until all went well
  return Ask(url, max_bytes);
}

Result<std::string> PipeFetcher::Ask(const std::string& url, std::size_t max_bytes) {
  const Status asked = pipe_.Write(Number(url.size(), 4) + Number(max_bytes, 8) + url);
  if (!asked) return Context(url + ": the fetcher does not listen", asked.error());
  auto answer = ReadAnswer(max_bytes);
  if (!answer && is_broken_) return Context(url + ": the fetcher", answer.error());
  return answer;
}

Result<std::string> PipeFetcher::ReadAnswer(std::size_t max_bytes) {
  const auto head = ReadExactly(9, pipe_);
  if (!head) return head.error();
  const auto kind = static_cast<Answer>(ReadNumber(std::string_view(*head).substr(0, 1)));
  if (kind < Answer::kFile || kind > Answer::kFailed)
    return Error{ErrorCode::kInvalid, "gave an answer of no known kind"};
  const std::uint64_t length = ReadNumber(std::string_view(*head).substr(1));
  const std::size_t most = kind == Answer::kFile ? max_bytes : kMaxMessageBytes;
  if (length > most)
    return Error{ErrorCode::kTooLarge,
                 "answered with " + std::to_string(length) + " bytes, at most " + std::to_string(most)};
  auto payload = ReadExactly(length, pipe_);
  if (!payload) return payload.error();
  is_broken_ = false;
  if (kind == Answer::kFile) return payload;
  return Error{CodeOf(kind), AsOneLine(*std::move(payload))};
}

}  // namespace watchword::tuf

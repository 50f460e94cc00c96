// SPDX-License-Identifier: Apache-2.0
// Fetching in a process of its own, which may fall to whatever it reads: the
// two ends of the pipe to it. Numbers are little-endian.
//   request: 4 bytes length of the address, 8 bytes the most to bring, the address
//   answer:  1 byte what it is (Answer), 8 bytes length, the file or a message
#pragma once

#include <string>

#include "base/stream.h"
#include "tuf/fetcher.h"

namespace watchword::tuf {

inline constexpr std::size_t kMaxAddressBytes = 4096;
inline constexpr std::size_t kMaxMessageBytes = 4096;

// On the wire: numbers stay what they are.
enum class Answer : unsigned char { kFile = 1, kNotFound = 2, kTooLarge = 3, kFailed = 4 };

// The child's end: answers requests until the pipe ends.
// Errors: kInvalid, kTooLarge for a request that is none; kIo.
Status ServeFetches(base::ByteStream& pipe, Fetcher& fetcher);

// The parent's end, which believes nothing: an answer that is too long or none at all is an error, and the
// pipe is not used again. A child that says nothing is waited for; whoever started it has to end it. Does not
// own the pipe. REQUIRES: SIGPIPE is ignored.
class PipeFetcher final : public Fetcher {
 public:
  explicit PipeFetcher(base::ByteStream& pipe) : pipe_(pipe) {}

  // As Fetcher. kInvalid, kIo "…: the fetcher …" when the child misbehaves.
  Result<std::string> Fetch(const std::string& url, std::size_t max_bytes) override;

 private:
  Result<std::string> Ask(const std::string& url, std::size_t max_bytes);
  Result<std::string> ReadAnswer(std::size_t max_bytes);

  base::ByteStream& pipe_;
  bool is_broken_ = false;
};

}  // namespace watchword::tuf

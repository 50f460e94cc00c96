// SPDX-License-Identifier: Apache-2.0
// A pipe that delivers given pieces, one a read, and remembers what was written.
#pragma once

#include <deque>
#include <string>

#include "base/stream.h"

namespace watchword::test {

class ScriptedStream final : public base::ByteStream {
 public:
  explicit ScriptedStream(std::deque<std::string> pieces) : pieces_(std::move(pieces)) {}

  Result<std::size_t> Read(std::span<char> into) override;
  Status Write(std::string_view bytes) override;

  std::size_t bytes_read() const { return bytes_read_; }
  const std::string& written() const { return written_; }

 private:
  std::deque<std::string> pieces_;
  std::size_t bytes_read_ = 0;
  std::string written_;
};

}  // namespace watchword::test

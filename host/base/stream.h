// SPDX-License-Identifier: Apache-2.0
// A two-way stream of bytes: the pipe to the browser, or a script in a test.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/result.h"

namespace watchword::base {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Reads at most into.size() bytes, blocking for at least one; 0 at the end.
  // Error: kIo.
  virtual Result<std::size_t> Read(std::span<char> into) = 0;

  // Writes all of it. Error: kIo (the reader may have seen a part).
  virtual Status Write(std::string_view bytes) = 0;
};

// Reads from one descriptor and writes to another. Owns neither.
class DescriptorStream final : public ByteStream {
 public:
  DescriptorStream(int in, int out) : in_(in), out_(out) {}
  Result<std::size_t> Read(std::span<char> into) override;
  Status Write(std::string_view bytes) override;

 private:
  int in_;
  int out_;
};

}  // namespace watchword::base

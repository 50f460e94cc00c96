// SPDX-License-Identifier: Apache-2.0
#include "support/scripted_stream.h"

#include <algorithm>

namespace watchword::test {

Result<std::size_t> ScriptedStream::Read(std::span<char> into) {
  if (pieces_.empty()) return std::size_t{0};
  std::string& piece = pieces_.front();
  const std::size_t size = std::min(piece.size(), into.size());
  std::copy_n(piece.begin(), size, into.begin());
  piece.erase(0, size);
  if (piece.empty()) pieces_.pop_front();
  bytes_read_ += size;
  return size;
}

Status ScriptedStream::Write(std::string_view bytes) {
  written_ += bytes;
  return {};
}

}  // namespace watchword::test

// SPDX-License-Identifier: Apache-2.0
#include "base/stream.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace watchword::base {
namespace {

Error IoError(const char* what) {
  return Error{ErrorCode::kIo, std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

Result<std::size_t> DescriptorStream::Read(std::span<char> into) {
  for (;;) {
    const ssize_t got = ::read(in_, into.data(), into.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return IoError("read");
  }
}

Status DescriptorStream::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(out_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return IoError("write");
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

}  // namespace watchword::base

// SPDX-License-Identifier: Apache-2.0
// The files of this computer, as an interface, so that tests can fail any
// operation. Paths are absolute or relative to the working directory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace watchword::base {

inline constexpr std::size_t kMaxFileBytes = 64 * 1024 * 1024;

enum class FileKind { kNone, kFile, kFolder };

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  virtual FileKind Kind(const std::string& path) const = 0;
  virtual bool IsExecutable(const std::string& path) const = 0;

  // Errors: kNotFound, kTooLarge (decided before reading), kIo; all name the path.
  virtual Result<std::string> Read(const std::string& path, std::size_t max_bytes = kMaxFileBytes) const = 0;

  // At most the first `bytes` of it. Errors: kNotFound, kIo.
  virtual Result<std::string> ReadStart(const std::string& path, std::size_t bytes) const = 0;

  // Replaces the file as a whole: a new file is written, synced and renamed over
  // the old one, folders are made as needed. Error: kIo, and the old file is intact.
  virtual Status Write(const std::string& path, std::string_view bytes) = 0;

  // Errors: kNotFound, kIo.
  virtual Status Remove(const std::string& path) = 0;

  // Every file below the folder, as sorted paths relative to it. Error: kNotFound, kIo.
  virtual Result<std::vector<std::string>> ListFiles(const std::string& folder) const = 0;
};

class PosixFileSystem final : public FileSystem {
 public:
  FileKind Kind(const std::string& path) const override;
  bool IsExecutable(const std::string& path) const override;
  Result<std::string> Read(const std::string& path, std::size_t max_bytes) const override;
  Result<std::string> ReadStart(const std::string& path, std::size_t bytes) const override;
  Status Write(const std::string& path, std::string_view bytes) override;
  Status Remove(const std::string& path) override;
  Result<std::vector<std::string>> ListFiles(const std::string& folder) const override;
};

}  // namespace watchword::base

// SPDX-License-Identifier: Apache-2.0
// A disk in memory whose next writes or reads can be made to fail.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/file_system.h"

namespace watchword::test {

class MemoryFileSystem final : public base::FileSystem {
 public:
  std::map<std::string, std::string> contents;  // by path; folders are the prefixes
  std::set<std::string> executables;
  std::set<std::string> unreadable;
  std::set<std::string> unwritable;

  base::FileKind Kind(const std::string& path) const override;
  bool IsExecutable(const std::string& path) const override;
  Result<std::string> Read(const std::string& path, std::size_t max_bytes) const override;
  Result<std::string> ReadStart(const std::string& path, std::size_t bytes) const override;
  Status Write(const std::string& path, std::string_view bytes) override;
  Status Remove(const std::string& path) override;
  Result<std::vector<std::string>> ListFiles(const std::string& folder) const override;
};

}  // namespace watchword::test

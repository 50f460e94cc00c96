// SPDX-License-Identifier: Apache-2.0
#include "support/memory_file_system.h"

namespace watchword::test {
namespace {

Error NotThere(const std::string& path) {
  return Error{ErrorCode::kNotFound, path + ": No such file or directory"};
}

}  // namespace

base::FileKind MemoryFileSystem::Kind(const std::string& path) const {
  if (contents.contains(path)) return base::FileKind::kFile;
  const auto below = contents.lower_bound(path + "/");
  const bool folder = below != contents.end() && below->first.starts_with(path + "/");
  return folder ? base::FileKind::kFolder : base::FileKind::kNone;
}

bool MemoryFileSystem::IsExecutable(const std::string& path) const {
  return executables.contains(path);
}

Result<std::string> MemoryFileSystem::Read(const std::string& path, std::size_t max_bytes) const {
  const auto found = contents.find(path);
  if (found == contents.end()) return NotThere(path);
  if (unreadable.contains(path)) return Error{ErrorCode::kIo, path + ": Permission denied"};
  if (found->second.size() > max_bytes) return Error{ErrorCode::kTooLarge, path + ": too large"};
  return found->second;
}

Result<std::string> MemoryFileSystem::ReadStart(const std::string& path, std::size_t bytes) const {
  auto all = Read(path, base::kMaxFileBytes);
  if (!all) return all;
  return all->substr(0, bytes);
}

Status MemoryFileSystem::Write(const std::string& path, std::string_view bytes) {
  if (unwritable.contains(path)) return Error{ErrorCode::kIo, path + ": No space left on device"};
  contents[path] = bytes;
  return {};
}

Status MemoryFileSystem::Remove(const std::string& path) {
  if (contents.erase(path) == 0) return NotThere(path);
  return {};
}

Result<std::vector<std::string>> MemoryFileSystem::ListFiles(const std::string& folder) const {
  if (Kind(folder) != base::FileKind::kFolder) return NotThere(folder);
  std::vector<std::string> names;
  for (const auto& [path, bytes] : contents) {
    if (path.starts_with(folder + "/")) names.push_back(path.substr(folder.size() + 1));
  }
  return names;
}

}  // namespace watchword::test

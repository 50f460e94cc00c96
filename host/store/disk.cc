// SPDX-License-Identifier: Apache-2.0
#include "store/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>

#include "base/stream.h"

namespace watchword::store {
namespace {

constexpr mode_t kOwnerOnly = 0600;

Descriptor OpenToRead(const Folder& folder, const std::string& name) {
  return Descriptor(::openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

Error SystemError(const std::string& path) {
  const ErrorCode code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
  return Error{code, path + ": " + std::strerror(errno)};
}

Result<std::size_t> SizeOf(const Folder& folder, const std::string& name) {
  struct stat facts {};
  if (::fstatat(folder.number(), name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
    return SystemError(folder.At(name));
  if (!S_ISREG(facts.st_mode)) return Error{ErrorCode::kNotFound, folder.At(name) + ": not a file"};
  return static_cast<std::size_t>(facts.st_size);
}

Result<std::string> ReadFile(const Folder& folder, const std::string& name, std::size_t max_bytes) {
  const auto size = SizeOf(folder, name);
  if (!size) return size.error();
  const Error too_large{ErrorCode::kTooLarge,
                        folder.At(name) + ": more than " + std::to_string(max_bytes) + " bytes"};
  if (*size > max_bytes) return too_large;
  auto bytes = ReadStart(folder, name, max_bytes + 1);
  if (bytes && bytes->size() > max_bytes) return too_large;  // it grew
  return bytes;
}

Result<std::string> ReadStart(const Folder& folder, const std::string& name, std::size_t bytes) {
  const Descriptor file = OpenToRead(folder, name);
  if (file.number() < 0) return SystemError(folder.At(name));
  base::DescriptorStream stream(file.number(), -1);
  std::string start;
  for (std::string block(std::min<std::size_t>(bytes, 1 << 16), '\0'); start.size() < bytes;) {
    const auto got = stream.Read(std::span<char>(block).first(std::min(block.size(), bytes - start.size())));
    if (!got) return Context(folder.At(name), got.error());
    if (*got == 0) break;
    start.append(block, 0, *got);
  }
  return start;
}

Status WriteNew(const Folder& folder, const std::string& name, std::string_view bytes) {
  const std::string path = folder.At(name);
  Descriptor file(::openat(folder.number(), name.c_str(),
                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
  if (file.number() < 0) return SystemError(path);
  const Status written = base::DescriptorStream(-1, file.number()).Write(bytes);
  if (!written) return Context(path, written.error());
  if (::fsync(file.number()) != 0) return SystemError(path);
  return file.Close(path);
}

Status Replace(const Folder& folder, const std::string& name, std::string_view bytes) {
  const std::string unfinished = name + std::string(kUnfinished);
  // One that a killed program left is not written to again: what became of its pages is not known.
  if (const Status gone = RemoveFile(folder, unfinished); !gone) return gone;
  if (const Status written = WriteNew(folder, unfinished, bytes); !written) {
    ::unlinkat(folder.number(), unfinished.c_str(), 0);
    return written;
  }
  if (::renameat(folder.number(), unfinished.c_str(), folder.number(), name.c_str()) != 0)
    return SystemError(folder.At(name));
  return Sync(folder);
}

Status Sync(const Folder& folder) {
  if (::fsync(folder.number()) != 0) return SystemError(folder.path());
  return {};
}

Result<std::vector<std::string>> NamesIn(const Folder& folder) {
  Descriptor again(::openat(folder.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (again.number() < 0) return SystemError(folder.path());
  const std::unique_ptr<DIR, CloseFolder> walk(::fdopendir(::dup(again.number())));
  if (!walk) return SystemError(folder.path());
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(walk.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return SystemError(folder.path());
  std::sort(names.begin(), names.end());
  return names;
}

Status RemoveFile(const Folder& folder, const std::string& name) {
  if (::unlinkat(folder.number(), name.c_str(), 0) != 0 && errno != ENOENT)
    return SystemError(folder.At(name));
  return {};
}

Status RemoveFolder(const Folder& folder, const std::string& name, const std::string& first) {
  const auto below = folder.OpenBelow(name);
  if (!below) return below.error();
  const auto names = NamesIn(*below);
  if (!names) return names.error();
  if (const Status gone = RemoveFile(*below, first); !gone) return gone;
  for (const std::string& file : *names) {
    if (const Status gone = RemoveFile(*below, file); !gone) return gone;
  }
  if (::unlinkat(folder.number(), name.c_str(), AT_REMOVEDIR) != 0) return SystemError(folder.At(name));
  return {};
}

}  // namespace watchword::store

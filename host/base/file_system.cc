// SPDX-License-Identifier: Apache-2.0
#include "base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>

#include "base/stream.h"

namespace watchword::base {
namespace {

Error SystemError(const std::string& path, int number) {
  const ErrorCode code = number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
  return Error{code, path + ": " + std::strerror(number)};
}

// Writing has one kind of failure, whatever is missing.
Error WriteError(const std::string& path, int number) {
  return Error{ErrorCode::kIo, path + ": " + std::strerror(number)};
}

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Status SyncFolder(const std::string& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.number() < 0) return WriteError(folder, errno);
  if (::fsync(descriptor.number()) != 0) return WriteError(folder, errno);
  return {};
}

Status WriteNewFile(const std::string& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number() < 0) return WriteError(path, errno);
  const Status written = DescriptorStream(-1, file.number()).Write(bytes);
  if (!written) return Context(path, written.error());
  if (::fsync(file.number()) != 0) return WriteError(path, errno);
  return {};
}

Status MakeFolders(const std::string& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return WriteError(folder, failure.value());
  return {};
}

}  // namespace

FileKind PosixFileSystem::Kind(const std::string& path) const {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (failure || !std::filesystem::exists(status)) return FileKind::kNone;
  return std::filesystem::is_directory(status) ? FileKind::kFolder : FileKind::kFile;
}

bool PosixFileSystem::IsExecutable(const std::string& path) const {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && ::access(path.c_str(), X_OK) == 0 &&
         (facts.st_mode & 0111) != 0;
}

Result<std::string> PosixFileSystem::Read(const std::string& path, std::size_t max_bytes) const {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return SystemError(path, errno);
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) return SystemError(path, errno);
  if (S_ISDIR(facts.st_mode)) return SystemError(path, EISDIR);
  if (static_cast<std::size_t>(facts.st_size) > max_bytes) {
    return Error{ErrorCode::kTooLarge, path + ": " + std::to_string(facts.st_size) + " bytes, at most " +
                                           std::to_string(max_bytes)};
  }
  DescriptorStream stream(file.number(), -1);
  std::string bytes;
  for (std::vector<char> block(1 << 16);;) {
    const auto got = stream.Read(block);
    if (!got) return Context(path, got.error());
    if (*got == 0) return bytes;
    bytes.append(block.data(), *got);
    if (bytes.size() > max_bytes) {
      return Error{ErrorCode::kTooLarge, path + ": more than " + std::to_string(max_bytes) + " bytes"};
    }
  }
}

Result<std::string> PosixFileSystem::ReadStart(const std::string& path, std::size_t bytes) const {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return SystemError(path, errno);
  DescriptorStream stream(file.number(), -1);
  std::string start(bytes, '\0');
  for (std::size_t have = 0; have < bytes;) {
    const auto got = stream.Read(std::span<char>(start).subspan(have));
    if (!got) return Context(path, got.error());
    have += *got;
    if (*got == 0) start.resize(bytes = have);
  }
  return start;
}

Status PosixFileSystem::Write(const std::string& path, std::string_view bytes) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  const std::string folder = parent.empty() ? "." : parent;
  if (const Status made = MakeFolders(folder); !made) return made;
  const std::string temporary = path + ".new-" + std::to_string(::getpid());
  if (const Status written = WriteNewFile(temporary, bytes); !written) {
    ::unlink(temporary.c_str());
    return written;
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const Error error = WriteError(path, errno);
    ::unlink(temporary.c_str());
    return error;
  }
  return SyncFolder(folder);
}

Status PosixFileSystem::Remove(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return SystemError(path, errno);
  return {};
}

Result<std::vector<std::string>> PosixFileSystem::ListFiles(const std::string& folder) const {
  std::error_code failure;
  std::vector<std::string> names;
  auto walk = std::filesystem::recursive_directory_iterator(folder, failure);
  if (failure) return SystemError(folder, failure.value());
  while (walk != std::filesystem::recursive_directory_iterator()) {
    std::error_code gone;  // a link that leads nowhere is no file
    if (walk->is_regular_file(gone)) names.push_back(walk->path().lexically_relative(folder).string());
    // A failed step is also the last one: half a list must not pass for a whole.
    walk.increment(failure);
    if (failure) return SystemError(folder, failure.value());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace watchword::base

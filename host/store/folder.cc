// SPDX-License-Identifier: Apache-2.0
#include "store/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "store/disk.h"

namespace watchword::store {
namespace {

constexpr mode_t kOwnerOnly = 0700;

Status CheckOwner(int folder, const std::string& path) {
  struct stat facts {};
  if (::fstat(folder, &facts) != 0) return SystemError(path);
  const bool ours = facts.st_uid == ::geteuid() && (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  if (!ours) return Error{ErrorCode::kForeign, path + ": not a folder that only its owner, you, can write"};
  return {};
}

}  // namespace

Result<std::string> DataFolder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return std::string(data) + "/watchword";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::string(home) + "/.local/share/watchword";
  return Error{ErrorCode::kNotFound, "no folder for installed packs: HOME is not set"};
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Status Descriptor::Close(const std::string& what) {
  if (::close(std::exchange(number_, -1)) != 0) return SystemError(what);
  return {};
}

Result<Folder> Folder::OpenAt(int above, const std::string& name, const std::string& path) {
  Descriptor folder(::openat(above, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.number() < 0 && (errno == ENOTDIR || errno == ELOOP))
    return Error{ErrorCode::kForeign, path + ": not a folder"};
  if (folder.number() < 0) return SystemError(path);
  if (const Status ours = CheckOwner(folder.number(), path); !ours) return ours.error();
  return Folder(std::move(folder), path);
}

Result<Folder> Folder::Open(const std::string& path) {
  return OpenAt(AT_FDCWD, path, path);
}

Result<Folder> Folder::Make(const std::string& path) {
  auto there = Open(path);
  if (there || there.error().code != ErrorCode::kNotFound) return there;
  const std::string above = std::filesystem::path(path).parent_path().string();
  std::error_code failure;
  std::filesystem::create_directories(above, failure);
  if (failure) return Error{ErrorCode::kIo, above + ": " + failure.message()};
  if (::mkdir(path.c_str(), kOwnerOnly) != 0 && errno != EEXIST) return SystemError(path);
  const Descriptor parent(::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.number() < 0 || ::fsync(parent.number()) != 0) return SystemError(above);
  return Open(path);
}

Result<Folder> Folder::OpenBelow(const std::string& name) const {
  return OpenAt(number(), name, At(name));
}

Result<Folder> Folder::MakeBelow(const std::string& name) const {
  if (::mkdirat(number(), name.c_str(), kOwnerOnly) == 0) {
    if (const Status synced = Sync(*this); !synced) return synced.error();
  } else if (errno != EEXIST) {
    return SystemError(At(name));
  }
  return OpenBelow(name);
}

}  // namespace watchword::store

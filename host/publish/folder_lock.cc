// SPDX-License-Identifier: Apache-2.0
#include "publish/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace watchword::publish {

Result<FolderLock> FolderLock::Take(const std::string& folder) {
  FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (lock.descriptor_ < 0)
    return Error{errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                 folder + ": " + std::strerror(errno)};
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  const std::string why = errno == EWOULDBLOCK ? "somebody else is publishing" : std::strerror(errno);
  return Error{ErrorCode::kIo, folder + ": " + why};
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
#include "store/lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "store/disk.h"

namespace watchword::store {

Result<std::optional<Lock>> Lock::Take(const Folder& folder) {
  Descriptor file(::openat(folder.number(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.number() < 0) return SystemError(folder.At("lock"));
  int taken = 0;
  do {
    taken = ::flock(file.number(), LOCK_EX | LOCK_NB);
  } while (taken != 0 && errno == EINTR);
  if (taken != 0 && errno == EWOULDBLOCK) return std::optional<Lock>();
  if (taken != 0) return SystemError(folder.At("lock"));
  return std::optional<Lock>(Lock(std::move(file)));
}

}  // namespace watchword::store

// SPDX-License-Identifier: Apache-2.0
#include "sandbox/protection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace watchword::sandbox {
namespace {

bool IsDenied(int family) {
  const int socket = ::socket(family, SOCK_STREAM, 0);
  if (socket < 0) return errno == EPERM;
  ::close(socket);
  return false;
}

}  // namespace

Protection TryProtection() {
  Protection protection;
  protection.network_denied = IsDenied(AF_INET) && IsDenied(AF_INET6) && IsDenied(AF_UNIX);
  char* const nothing[] = {nullptr};
  ::execve("", nothing, nothing);  // ENOENT where it is allowed
  protection.exec_denied = errno == EPERM;
  return protection;
}

}  // namespace watchword::sandbox

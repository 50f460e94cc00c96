// SPDX-License-Identifier: Apache-2.0
#include "message/pipe.h"

#include <fcntl.h>
#include <unistd.h>

namespace watchword::message {
namespace {

constexpr int kFirstPrivateDescriptor = 10;

}  // namespace

int TakeStdout() {
  if (::fcntl(STDERR_FILENO, F_GETFD) < 0 && ::open("/dev/null", O_WRONLY) < 0) return -1;
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, kFirstPrivateDescriptor);
  if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return -1;
  // Firefox leaks a descriptor of its own into the host.
  ::close_range(3, kFirstPrivateDescriptor - 1, 0);
  return out;
}

}  // namespace watchword::message

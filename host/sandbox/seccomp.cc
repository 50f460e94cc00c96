// SPDX-License-Identifier: Apache-2.0
#include "sandbox/seccomp.h"

#include <seccomp.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace watchword::sandbox {
namespace {

// io_uring could open sockets past the filter; ptrace and process_vm_writev
// could make another process do it.
constexpr std::array<const char*, 24> kDenied = {"socket",
                                                 "socketpair",
                                                 "connect",
                                                 "bind",
                                                 "listen",
                                                 "accept",
                                                 "accept4",
                                                 "sendto",
                                                 "sendmsg",
                                                 "sendmmsg",
                                                 "recvfrom",
                                                 "recvmsg",
                                                 "recvmmsg",
                                                 "execve",
                                                 "execveat",
                                                 "ptrace",
                                                 "process_vm_writev",
                                                 "process_vm_readv",
                                                 "io_uring_setup",
                                                 "io_uring_enter",
                                                 "io_uring_register",
                                                 "bpf",
                                                 "pidfd_getfd",
                                                 "userfaultfd"};

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};

Error Refused(const char* what, int code) {
  return Error{ErrorCode::kIo, std::string(what) + ": " + std::strerror(-code)};
}

}  // namespace

Status GiveUpNetworkAndExec() {
  const std::unique_ptr<void, ReleaseFilter> filter(seccomp_init(SCMP_ACT_ALLOW));
  if (!filter) return Error{ErrorCode::kIo, "seccomp_init failed"};
  if (const int code = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1); code != 0) {
    return Refused("seccomp for all threads", code);
  }
  // Calls in another convention (32 bit, x32) end the process. By default only their thread ends, and the
  // rest of the host would wait for it for ever.
  if (const int code = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
      code != 0) {
    return Refused("seccomp for other conventions", code);
  }
  for (const char* name : kDenied) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) continue;  // this machine does not have it
    const int code = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), number, 0);
    if (code != 0) return Refused(name, code);
  }
  if (const int code = seccomp_load(filter.get()); code != 0) return Refused("seccomp_load", code);
  return {};
}

}  // namespace watchword::sandbox

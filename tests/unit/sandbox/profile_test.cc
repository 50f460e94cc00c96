// SPDX-License-Identifier: Apache-2.0
#include "sandbox/seccomp.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include "sandbox/protection.h"

namespace watchword::sandbox {
namespace {

// What a child that runs `work` ends with: its exit status, or minus the signal.
int InChild(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// errno of a system call, 0 when it worked.
int Tried(long result) {
  return result < 0 ? errno : 0;
}

int TrySocket(int family) {
  const int socket = ::socket(family, SOCK_STREAM, 0);
  const int failure = Tried(socket);
  if (socket >= 0) ::close(socket);
  return failure;
}

// Replaces the child by a program that ends with 0 at once; returns only when refused.
int TryExec() {
  ::execl("/bin/true", "true", nullptr);
  return errno;
}

// Gives up first, then does the work; 200 when giving up failed.
int Confined(const std::function<int()>& work) {
  return InChild([&work] { return GiveUpNetworkAndExec() ? work() : 200; });
}

TEST(GiveUpNetworkAndExec, SocketsWorkBeforeAndAreRefusedAfter) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX}) {
    EXPECT_EQ(InChild([family] { return TrySocket(family); }), 0) << family;
    EXPECT_EQ(Confined([family] { return TrySocket(family); }), EPERM) << family;
  }
}

TEST(GiveUpNetworkAndExec, ProgramsStartBeforeAndAreRefusedAfter) {
  EXPECT_EQ(InChild(TryExec), 0);
  EXPECT_EQ(Confined(TryExec), EPERM);
}

TEST(GiveUpNetworkAndExec, RefusesEveryOtherWayOut) {
  struct Way {
    const char* name;
    int (*attempt)();
  };
  const std::array<Way, 9> ways = {{
      {"socketpair",
       [] {
         std::array<int, 2> ends{};
         return Tried(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()));
       }},
      {"connect", [] { return Tried(::connect(0, nullptr, 0)); }},
      {"sendto", [] { return Tried(::sendto(0, nullptr, 0, 0, nullptr, 0)); }},
      {"recvmsg", [] { return Tried(::recvmsg(0, nullptr, 0)); }},
      {"execveat", [] { return Tried(::syscall(SYS_execveat, AT_FDCWD, "/bin/true", nullptr, nullptr, 0)); }},
      {"ptrace", [] { return Tried(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
      {"process_vm_writev",
       [] { return Tried(::syscall(SYS_process_vm_writev, ::getpid(), nullptr, 0, nullptr, 0, 0)); }},
      {"io_uring_setup", [] { return Tried(::syscall(SYS_io_uring_setup, 1, nullptr)); }},
      {"pidfd_getfd", [] { return Tried(::syscall(SYS_pidfd_getfd, -1, 0, 0)); }},
  }};
  for (const Way& way : ways) EXPECT_EQ(Confined(way.attempt), EPERM) << way.name;
}

TEST(GiveUpNetworkAndExec, HoldsForThreadsThatRanBeforeAndForChildren) {
  const int in_thread = InChild([] {
    std::atomic<bool> given_up = false;
    int result = 0;
    std::thread earlier([&] {
      given_up.wait(false);
      result = TrySocket(AF_INET);
    });
    if (!GiveUpNetworkAndExec()) return 200;
    given_up = true;
    given_up.notify_one();
    earlier.join();
    return result;
  });
  EXPECT_EQ(in_thread, EPERM);
  EXPECT_EQ(Confined([] { return InChild([] { return TrySocket(AF_INET); }); }), EPERM);
}

TEST(GiveUpNetworkAndExec, LeavesReadingAndWritingAlone) {
  const int result = Confined([] {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return 1;
    std::array<char, 2> got{};
    if (::write(ends[1], "ab", 2) != 2 || ::read(ends[0], got.data(), 2) != 2) return 2;
    return std::ifstream("/proc/self/status").good() ? 0 : 3;
  });
  EXPECT_EQ(result, 0);
}

TEST(GiveUpNetworkAndExec, MayBeCalledTwice) {
  EXPECT_EQ(Confined([] { return GiveUpNetworkAndExec() ? TrySocket(AF_INET) : 201; }), EPERM);
}

#ifdef __x86_64__
TEST(GiveUpNetworkAndExec, CallsInAnotherConventionEndTheProcess) {
  constexpr long kX32 = 0x40000000;
  const auto call = [] { return Tried(::syscall(kX32 | SYS_socket, AF_INET, SOCK_STREAM, 0)); };
  EXPECT_EQ(Confined(call), -SIGSYS);
  // Not only the thread that called.
  EXPECT_EQ(Confined([&call] {
              std::thread([&call] { call(); }).join();
              return 0;
            }),
            -SIGSYS);
}
#endif

// Makes the kernel refuse further filters, as a container may.
bool ForbidSeccomp() {
  std::array<sock_filter, 4> filter = {{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program{.len = filter.size(), .filter = filter.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

TEST(GiveUpNetworkAndExec, SaysSoWhenTheKernelRefuses) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int code = InChild([&ends] {
    if (!ForbidSeccomp()) return 200;
    const Status given_up = GiveUpNetworkAndExec();
    if (given_up) return 201;
    const std::string& message = given_up.error().message;
    const bool told = ::write(ends[1], message.data(), message.size()) > 0;
    return told ? static_cast<int>(given_up.error().code) : 202;
  });
  EXPECT_EQ(code, static_cast<int>(ErrorCode::kIo));
  std::array<char, 200> told{};
  const ssize_t size = ::read(ends[0], told.data(), told.size());
  EXPECT_EQ(std::string(told.data(), static_cast<std::size_t>(size)),
            "seccomp for all threads: Operation not supported");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(TryProtection, ReportsWhatTheKernelEnforces) {
  const auto report = [] {
    const Protection tried = TryProtection();
    return (tried.network_denied ? 1 : 0) + (tried.exec_denied ? 2 : 0);
  };
  EXPECT_EQ(InChild(report), 0);
  EXPECT_EQ(Confined(report), 3);
}

TEST(TryProtection, ChangesNothing) {
  EXPECT_EQ(InChild([] {
              TryProtection();
              const int socket = TrySocket(AF_INET);
              return socket != 0 ? socket : TryExec();
            }),
            0);
}

}  // namespace
}  // namespace watchword::sandbox

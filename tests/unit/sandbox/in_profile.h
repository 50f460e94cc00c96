// SPDX-License-Identifier: Apache-2.0
// Attempts of an intruder, and children that make them inside of a profile.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/profile.h"
#include "support/temporary_folder.h"

namespace watchword::sandbox {

inline constexpr int kNotEntered = 200;
inline constexpr int kKilled = -SIGSYS;

// What a child that runs `work` ends with: its exit status, or minus the signal.
inline int InChild(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// errno of a system call, 0 when it worked.
inline int Tried(long result) {
  return result < 0 ? errno : 0;
}

inline int TrySocketInThread() {
  std::thread([] { static_cast<void>(::socket(AF_INET, SOCK_STREAM, 0)); }).join();
  return 0;
}

inline int TryOpen(const std::string& path, int flags) {
  return Tried(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

// Something an intruder would try, and what stands for it on every kernel.
struct Attempt {
  const char* name;
  std::function<int()> attempt;
};

inline std::vector<Attempt> NetworkAttempts() {
  return {
      {"socket inet", [] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }},
      {"socket inet6", [] { return Tried(::socket(AF_INET6, SOCK_STREAM, 0)); }},
      {"socket udp", [] { return Tried(::socket(AF_INET, SOCK_DGRAM, 0)); }},
      {"socket unix", [] { return Tried(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
      {"socketpair",
       [] {
         std::array<int, 2> ends{};
         return Tried(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()));
       }},
      {"connect", [] { return Tried(::connect(0, nullptr, 0)); }},
      {"bind", [] { return Tried(::bind(0, nullptr, 0)); }},
      {"sendto", [] { return Tried(::sendto(0, nullptr, 0, 0, nullptr, 0)); }},
      {"recvmsg", [] { return Tried(::recvmsg(0, nullptr, 0)); }},
  };
}

// What no profile may do.
inline std::vector<Attempt> ForbiddenAttempts() {
  return {
      {"execve", [] { return Tried(::execl("/bin/true", "true", nullptr)); }},
      {"execveat", [] { return Tried(::syscall(SYS_execveat, AT_FDCWD, "/bin/true", nullptr, nullptr, 0)); }},
      {"ptrace", [] { return Tried(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
      {"process_vm_readv", [] { return Tried(::process_vm_readv(::getppid(), nullptr, 0, nullptr, 0, 0)); }},
      {"process_vm_writev",
       [] { return Tried(::process_vm_writev(::getppid(), nullptr, 0, nullptr, 0, 0)); }},
      {"io_uring_setup", [] { return Tried(::syscall(SYS_io_uring_setup, 1, nullptr)); }},
      {"bpf", [] { return Tried(::syscall(SYS_bpf, 0, nullptr, 0)); }},
      {"userfaultfd", [] { return Tried(::syscall(SYS_userfaultfd, 0)); }},
      {"pidfd_getfd", [] { return Tried(::syscall(SYS_pidfd_getfd, -1, 0, 0)); }},
      {"perf_event_open", [] { return Tried(::syscall(SYS_perf_event_open, nullptr, 0, 0, 0, 0)); }},
      {"unshare", [] { return Tried(::syscall(SYS_unshare, 0)); }},
      {"mount", [] { return Tried(::syscall(SYS_mount, nullptr, nullptr, nullptr, 0, nullptr)); }},
      {"keyctl", [] { return Tried(::syscall(SYS_keyctl, 0)); }},
      {"shmget", [] { return Tried(::syscall(SYS_shmget, 0, 0, 0)); }},
      {"setuid", [] { return Tried(::syscall(SYS_setuid, ::getuid())); }},
  };
}

class InProfile : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(inside_);
    std::filesystem::create_directories(outside_);
    std::ofstream(inside_ + "/pack") << "pack";
    std::ofstream(outside_ + "/secret") << "secret";
  }

  int AsHost(const std::function<int()>& work) const {
    return InChild([&] { return EnterHost({inside_}, STDERR_FILENO) ? work() : kNotEntered; });
  }
  int AsInstaller(const std::function<int()>& work) const {
    return InChild([&] { return EnterInstaller({{inside_, Access::kWrite}}) ? work() : kNotEntered; });
  }
  int AsFetcher(const std::function<int()>& work) const {
    return InChild([&] { return EnterFetcher({inside_}) ? work() : kNotEntered; });
  }
  static int AsWorker(const std::function<int()>& work) {
    return InChild([&] { return EnterWorker() ? work() : kNotEntered; });
  }

  // What changes files.
  std::vector<Attempt> WritingAttempts(const std::string& folder) const {
    const std::string file = folder + "/pack";
    return {
        {"open for writing", [file] { return TryOpen(file, O_WRONLY); }},
        {"open for both", [file] { return TryOpen(file, O_RDWR); }},
        {"create", [folder] { return TryOpen(folder + "/new", O_WRONLY | O_CREAT); }},
        {"create without writing", [folder] { return TryOpen(folder + "/new", O_RDONLY | O_CREAT); }},
        {"truncate by opening", [file] { return TryOpen(file, O_RDONLY | O_TRUNC); }},
        {"unlink", [file] { return Tried(::unlink(file.c_str())); }},
        {"rename", [file] { return Tried(::rename(file.c_str(), (file + "2").c_str())); }},
        {"link", [file] { return Tried(::link(file.c_str(), (file + "3").c_str())); }},
        {"symlink", [file] { return Tried(::symlink(file.c_str(), (file + "4").c_str())); }},
        {"mkdir", [folder] { return Tried(::mkdir((folder + "/f").c_str(), 0700)); }},
        {"chmod", [file] { return Tried(::chmod(file.c_str(), 0600)); }},
        {"truncate", [file] { return Tried(::truncate(file.c_str(), 0)); }},
        {"mkfifo", [folder] { return Tried(::mkfifo((folder + "/p").c_str(), 0600)); }},
    };
  }

  test::TemporaryFolder home_;
  const std::string inside_ = home_.At("inside");
  const std::string outside_ = home_.At("outside");
  const bool has_landlock_ = LandlockVersion() > 0;
};

}  // namespace watchword::sandbox

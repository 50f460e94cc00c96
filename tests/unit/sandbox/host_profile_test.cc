// SPDX-License-Identifier: Apache-2.0
#include "sandbox/profile.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "unit/sandbox/in_profile.h"

namespace watchword::sandbox {
namespace {

using HostProfile = InProfile;

TEST_F(HostProfile, TheHostIsEndedForWhatOnlyAnIntruderTries) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts(), WritingAttempts(inside_)}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsHost(one.attempt), kKilled) << one.name;
  }
  EXPECT_EQ(AsHost([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  EXPECT_EQ(AsHost([] { return static_cast<int>(::syscall(SYS_vfork)) * 0; }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::kill(::getppid(), 0)); }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_memfd_create, "x", 0)); }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0)); }), kKilled);
  const rlimit more{10, 10};
  EXPECT_EQ(AsHost([&more] { return Tried(::setrlimit(RLIMIT_NOFILE, &more)); }), kKilled);
}

TEST_F(HostProfile, TheHostHasNoNewCode) {
  const auto map = [](int rights) {
    void* at = ::mmap(nullptr, 4096, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? nullptr : at;
  };
  EXPECT_EQ(AsHost([&] { return map(PROT_READ | PROT_EXEC) == nullptr ? 1 : 0; }), kKilled);
  EXPECT_EQ(AsHost([&] { return ::mprotect(map(PROT_READ), 4096, PROT_READ | PROT_EXEC); }), kKilled);
  EXPECT_EQ(AsHost([&] { return map(PROT_READ | PROT_WRITE) == nullptr ? 1 : 0; }), 0);
}

TEST_F(HostProfile, WhatTheHostDoesNotNeedIsAnsweredAsIfThereWereNoSuchCall) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr bool kHasRuntime = true;
#elif defined(__has_feature)
  constexpr bool kHasRuntime = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  constexpr bool kHasRuntime = false;
#endif
  if (kHasRuntime) return;  // a sanitizer's run-time makes calls of its own
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_clone3, nullptr, 0)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_openat2, -1, nullptr, nullptr, 0)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(9999)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }), ENOSYS);
}

TEST_F(HostProfile, TheHostReadsBelowItsFoldersOnly) {
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), 0);
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_, O_RDONLY | O_DIRECTORY); }), 0);
  if (!has_landlock_) return;
  EXPECT_EQ(AsHost([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsHost([] { return TryOpen("/etc/passwd", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsHost([] { return TryOpen("/", O_RDONLY | O_DIRECTORY); }), EACCES);
  std::filesystem::create_symlink(outside_ + "/secret", inside_ + "/link");
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_ + "/link", O_RDONLY); }), EACCES)
      << "where it leads counts";
}

TEST_F(HostProfile, TheHostOpensAndMapsWhatIsPutThereLater) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe[0], STDIN_FILENO);
    if (!EnterHost({inside_}, STDERR_FILENO)) ::_exit(kNotEntered);
    char go = 0;
    if (::read(STDIN_FILENO, &go, 1) != 1) ::_exit(1);
    const int file = ::open((inside_ + "/later").c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    const void* at = ::mmap(nullptr, 5, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
    ::_exit(at != MAP_FAILED && std::string(static_cast<const char*>(at), 5) == "later" ? 0 : 2);
  }
  std::ofstream(inside_ + "/later.new") << "later";
  std::filesystem::rename(inside_ + "/later.new", inside_ + "/later");
  ASSERT_EQ(::write(pipe[1], "x", 1), 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  ::close(pipe[0]);
  ::close(pipe[1]);
}

TEST_F(HostProfile, TheHostThinksReadsWritesAndHasThreads) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int result = InChild([&] {
    ::dup2(ends[0], STDIN_FILENO);
    ::dup2(ends[1], STDOUT_FILENO);
    if (!EnterHost({inside_}, STDERR_FILENO)) return kNotEntered;
    int in_thread = 1;
    std::thread([&in_thread] {
      std::vector<std::string> words(10'000, std::string(100, 'x'));
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      in_thread = words.size() == 10'000 ? 0 : 2;
    }).join();
    std::array<char, 2> got{};
    if (::write(STDOUT_FILENO, "ab", 2) != 2 || ::read(STDIN_FILENO, got.data(), 2) != 2) return 3;
    return in_thread;
  });
  EXPECT_EQ(result, 0);
  EXPECT_EQ(AsHost([] { return TrySocketInThread(); }), kKilled) << "not only the thread ends";
  EXPECT_EQ(AsHost([]() -> int { std::abort(); }), -SIGABRT);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(HostProfile, TheHostKeepsNoDescriptorButItsOwn) {
  const int open = ::open("/proc/version", O_RDONLY);
  ASSERT_GT(open, 2);
  EXPECT_EQ(AsHost([open] { return Tried(::fcntl(open, F_GETFD)); }), EBADF);
  const int kept =
      InChild([&] { return EnterHost({inside_}, open) ? Tried(::fcntl(open, F_GETFD)) : kNotEntered; });
  EXPECT_EQ(kept, 0);
  ::close(open);
}

TEST_F(HostProfile, AHostCannotBeLookedInto) {
  std::array<int, 2> ready{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool entered = static_cast<bool>(EnterHost({inside_}, ready[1]));
    if (::write(ready[1], entered ? "y" : "n", 1) != 1) ::_exit(1);
    for (;;) ::pause();  // ENOSYS is as good
  }
  char entered = 'n';
  ASSERT_EQ(::read(ready[0], &entered, 1), 1);
  EXPECT_EQ(entered, 'y');
  // As another process of the same user, without root's rights.
  const int attached = InChild([child] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 1;
    return Tried(::ptrace(PTRACE_ATTACH, child, nullptr, nullptr));
  });
  EXPECT_EQ(attached, EPERM);
  struct stat facts {};
  ASSERT_EQ(::stat(("/proc/" + std::to_string(child) + "/mem").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_uid, 0u) << "not the user's own any more";
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

}  // namespace
}  // namespace watchword::sandbox

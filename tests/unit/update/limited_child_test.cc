// SPDX-License-Identifier: Apache-2.0
#include "update/limited_child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <vector>

namespace watchword::update {
namespace {

Ending RunWork(const std::function<int(Notes&)>& work, const Limits& limits = {}) {
  auto ending = RunLimited(limits, work);
  EXPECT_TRUE(ending);
  return ending ? *std::move(ending) : Ending{};
}

TEST(RunLimited, GivesWhatTheWorkGaveAndWroteDown) {
  const Ending ending = RunWork([](Notes& notes) {
    notes.At("one");
    notes.At("two");
    notes.Fail("broken");
    return 7;
  });
  EXPECT_EQ(ending.status, 7);
  EXPECT_EQ(ending.signal, 0);
  EXPECT_FALSE(ending.out_of_time);
  EXPECT_EQ(ending.at, "two");
  EXPECT_EQ(ending.failure, "broken");
}

TEST(RunLimited, NotesAreCutAndStayOneLine) {
  const Ending ending = RunWork([](Notes& notes) {
    notes.At("a\nb\x01" + std::string(5000, 'x'));
    return 0;
  });
  EXPECT_EQ(ending.at.size(), 1023u);
  EXPECT_TRUE(ending.at.starts_with("a b x"));
}

TEST(RunLimited, WhatTheChildChangesStaysItsOwn) {
  int number = 1;
  EXPECT_EQ(RunWork([&number](Notes&) { return ++number; }).status, 2);
  EXPECT_EQ(number, 1);
}

TEST(RunLimited, ASignalIsTold) {
  const Ending ending = RunWork([](Notes& notes) {
    notes.At("here");
    std::signal(SIGSEGV, SIG_DFL);
    return std::raise(SIGSEGV);
  });
  EXPECT_EQ(ending.status, -1);
  EXPECT_EQ(ending.signal, SIGSEGV);
  EXPECT_FALSE(ending.out_of_time);
  EXPECT_EQ(ending.at, "here");
}

TEST(RunLimited, TheProcessorsTimeIsLimited) {
  const Ending ending = RunWork(
      [](Notes&) {
        while (::getppid() != 0) {
        }
        return 0;
      },
      {.cpu_seconds = 1});
  EXPECT_TRUE(ending.out_of_time);
  EXPECT_EQ(ending.signal, SIGXCPU);
}

TEST(RunLimited, TheClockOnTheWallIsLimited) {
  const auto begin = std::chrono::steady_clock::now();
  const Ending ending = RunWork(
      [](Notes&) {
        std::this_thread::sleep_for(std::chrono::minutes(1));
        return 0;
      },
      {.wall_ms = 50});
  EXPECT_TRUE(ending.out_of_time);
  EXPECT_EQ(ending.signal, SIGKILL);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(RunLimited, HasNoNetworkNoProgramsNoChildrenAndNoFiles) {
  EXPECT_EQ(RunWork([](Notes&) { return ::socket(AF_INET, SOCK_STREAM, 0) < 0 ? 1 : 2; }).signal, SIGSYS);
  EXPECT_EQ(RunWork([](Notes&) { return ::execl("/bin/true", "true", nullptr); }).signal, SIGSYS);
  EXPECT_EQ(RunWork([](Notes&) { return static_cast<int>(::fork()) & 1; }).signal, SIGSYS);
  EXPECT_EQ(
      RunWork([](Notes&) { return ::open("/proc/version", O_RDONLY) < 0 && errno == EACCES ? 7 : 8; }).status,
      7);
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  EXPECT_GE(socket, 0) << "the parent keeps what it has";
  ::close(socket);
}

TEST(RunLimited, WritesNoMoreThanItMay) {
  const int file = ::memfd_create("test", MFD_CLOEXEC);
  const auto write = [file](Notes&) {
    const std::vector<char> bytes(5000);
    if (::write(file, bytes.data(), bytes.size()) != 4096) return 1;
    return ::write(file, bytes.data(), 1) < 0 && errno == EFBIG ? 0 : 2;
  };
  EXPECT_EQ(RunWork(write, {.file_bytes = 4096}).status, 0);
  ::close(file);
}

TEST(RunLimited, LeavesNoCore) {
  EXPECT_EQ(RunWork([](Notes&) {
              rlimit limit{};
              return ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? 0 : 1;
            }).status,
            0);
}

TEST(RunLimited, WithoutALimitThereIsNoWork) {
  // One second more than this does not exist.
  const Ending ending = RunWork([](Notes&) { return 0; }, {.cpu_seconds = ~0u});
  EXPECT_EQ(ending.status, kNotLimited);
  EXPECT_EQ(ending.failure, "limit of time: Invalid argument");
}

// A sanitizer has an allocator of its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
TEST(RunLimited, WithoutMemoryItEndsCleanly) {
  const Ending ending = RunWork(
      [](Notes& notes) {
        notes.At("a large table");
        const std::vector<char> much(std::size_t{1} << 30, static_cast<char>(::getpid()));
        return much.back() == 0 ? 1 : 2;
      },
      {.address_space = std::size_t{512} << 20});
  EXPECT_EQ(ending.status, kOutOfMemory);
  EXPECT_EQ(ending.at, "a large table");
}
#endif

TEST(RunLimited, EndsWithItsParent) {
  // The parent of the limited child is itself a child of the test, so that it can end.
  int tell[2];
  ASSERT_EQ(::pipe2(tell, O_CLOEXEC), 0);
  const pid_t middle = ::fork();
  if (middle == 0) {
    static_cast<void>(static_cast<bool>(RunLimited({}, [&tell](Notes&) {
      const char ready = '!';
      if (::write(tell[1], &ready, 1) != 1) return 1;
      std::this_thread::sleep_for(std::chrono::minutes(1));
      return 0;
    })));
    ::_exit(0);
  }
  ::close(tell[1]);
  char byte = 0;
  ASSERT_EQ(::read(tell[0], &byte, 1), 1);
  ::kill(middle, SIGKILL);
  EXPECT_EQ(::read(tell[0], &byte, 1), 0) << "the last writer is gone";
  ::close(tell[0]);
}

}  // namespace
}  // namespace watchword::update

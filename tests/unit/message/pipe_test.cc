// SPDX-License-Identifier: Apache-2.0
// What needs no browser at the other end; the rest is tests/integration/host.test.mjs.
#include "message/pipe.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <functional>
#include <string>

#include "base/stream.h"

namespace watchword::message {
namespace {

struct Outputs {
  std::string out;
  std::string err;
  int status = -1;
};

std::string ReadAll(int from) {
  base::DescriptorStream stream(from, -1);
  std::string all;
  std::array<char, 4096> block{};
  for (auto got = stream.Read(block); got && *got > 0; got = stream.Read(block))
    all.append(block.data(), *got);
  ::close(from);
  return all;
}

// Runs `work` in a child whose stdout and stderr are collected.
Outputs InChild(const std::function<int()>& work) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) return {};
  std::fflush(nullptr);  // what waits to be printed would be printed twice
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    // Nothing else may keep the pipes open.
    for (const int end : {out[0], out[1], err[0], err[1]}) ::close(end);
    const int status = work();
    std::fflush(nullptr);
    ::_exit(status);
  }
  ::close(out[1]);
  ::close(err[1]);
  Outputs outputs{.out = ReadAll(out[0]), .err = ReadAll(err[0])};
  int status = 0;
  ::waitpid(child, &status, 0);
  outputs.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outputs;
}

TEST(TakeStdout, WhateverPrintsDoesNotReachTheBrowser) {
  const Outputs outputs = InChild([] {
    const int frames = TakeStdout();
    std::printf("from a library\n");
    std::fflush(stdout);
    return base::DescriptorStream(-1, frames).Write("frame") ? 0 : 1;
  });
  EXPECT_EQ(outputs.status, 0);
  EXPECT_EQ(outputs.out, "frame");
  EXPECT_EQ(outputs.err, "from a library\n");
}

TEST(TakeStdout, ThePrivateDescriptorIsNotInherited) {
  EXPECT_EQ(InChild([] {
              const int frames = TakeStdout();
              return frames >= 10 && (::fcntl(frames, F_GETFD) & FD_CLOEXEC) != 0 ? 0 : 1;
            }).status,
            0);
}

TEST(TakeStdout, WorksWithoutStderr) {
  const Outputs outputs = InChild([] {
    ::close(STDERR_FILENO);
    const int frames = TakeStdout();
    std::printf("lost");
    std::fflush(stdout);
    return base::DescriptorStream(-1, frames).Write("frame") ? 0 : 1;
  });
  EXPECT_EQ(outputs.status, 0);
  EXPECT_EQ(outputs.out, "frame");
}

TEST(TakeStdout, ClosesDescriptorsTheBrowserLeaked) {
  EXPECT_EQ(InChild([] {
              const int leaked = ::open("/dev/null", O_RDONLY);
              if (leaked < 3 || leaked > 9 || TakeStdout() < 0) return 1;
              return ::fcntl(leaked, F_GETFD) < 0 ? 0 : 2;
            }).status,
            0);
}

TEST(TakeStdout, WithoutStdoutThereIsNothingToTake) {
  EXPECT_EQ(InChild([] {
              ::close(STDOUT_FILENO);
              return TakeStdout() == -1 ? 0 : 1;
            }).status,
            0);
}

}  // namespace
}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
#include "cli/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "base/stream.h"

namespace watchword::cli {
namespace {

using Clock = std::chrono::steady_clock;

Error Failed(const std::string& what, int number) {
  return Error{ErrorCode::kIo, what + ": " + std::strerror(number)};
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Result<Pipe> MakePipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return Failed("pipe", errno);
  return Pipe{ends[0], ends[1]};
}

Result<pid_t> Spawn(const std::vector<std::string>& command, int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  std::vector<char*> arguments;
  std::vector<std::string> copies = command;
  for (std::string& argument : copies) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  pid_t child = -1;
  const int failure = ::posix_spawn(&child, command[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return Failed(command[0], failure);
  return child;
}

// Reads until the end, or until the deadline; false then.
bool ReadAll(int from, Clock::time_point deadline, std::string& to) {
  std::array<char, 4096> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd wait{from, POLLIN, 0};
    if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0) return false;
    const ssize_t got = ::read(from, block.data(), block.size());
    if (got <= 0) return true;
    to.append(block.data(), static_cast<std::size_t>(got));
  }
}

// Waits for the child's end; false when the deadline came first.
bool EndsBefore(pid_t child, Clock::time_point deadline) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd wait{handle, POLLIN, 0};
  const bool ended = ::poll(&wait, 1, static_cast<int>(std::max(left, decltype(left){0}))) > 0;
  ::close(handle);
  return ended;
}

}  // namespace

Result<ChildResult> RunChild(const std::vector<std::string>& command, const std::string& input,
                             int timeout_ms) {
  const auto to_child = MakePipe();
  if (!to_child) return to_child.error();
  const auto from_child = MakePipe();
  if (!from_child) return from_child.error();
  const auto child = Spawn(command, to_child->read_end, from_child->write_end);
  ::close(to_child->read_end);
  ::close(from_child->write_end);
  ChildResult result;
  bool ended = false;
  if (child) {
    // A child that dies at once must not end us with SIGPIPE.
    std::signal(SIGPIPE, SIG_IGN);
    const Status written = base::DescriptorStream(-1, to_child->write_end).Write(input);
    static_cast<void>(written);  // a child that does not read shows in what it answers
    ::close(to_child->write_end);
    const auto deadline = Clock::now() + std::chrono::milliseconds(timeout_ms);
    // A child may close its stdout and go on.
    ended = ReadAll(from_child->read_end, deadline, result.output) && EndsBefore(*child, deadline);
    if (!ended) ::kill(*child, SIGKILL);
    int status = 0;
    ::waitpid(*child, &status, 0);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  } else {
    ::close(to_child->write_end);
  }
  ::close(from_child->read_end);
  if (!child) return child.error();
  if (!ended)
    return Error{ErrorCode::kIo, command[0] + ": no answer within " + std::to_string(timeout_ms) + " ms"};
  return result;
}

}  // namespace watchword::cli

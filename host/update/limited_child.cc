// SPDX-License-Identifier: Apache-2.0
#include "update/limited_child.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>

#include "sandbox/profile.h"

namespace watchword::update {

// Memory that both processes see; the child may have left anything in it.
struct Notes::Lines {
  std::array<char, 1024> at;
  std::array<char, 4096> failure;
};

namespace {

template <std::size_t kSize>
void WriteLine(std::string_view text, std::array<char, kSize>& to) {
  const std::size_t size = std::min(text.size(), kSize - 1);
  std::copy_n(text.begin(), size, to.begin());
  to[size] = '\0';
}

// As one line.
template <std::size_t kSize>
std::string ReadLine(const std::array<char, kSize>& from) {
  std::string line(from.data(), ::strnlen(from.data(), kSize));
  const auto is_control = [](char byte) { return static_cast<unsigned char>(byte) < 0x20; };
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return line;
}

Error Failed(const char* what) {
  return Error{ErrorCode::kIo, std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

void Notes::At(std::string_view what) {
  WriteLine(what, lines_->at);
}

void Notes::Fail(std::string_view why) {
  WriteLine(why, lines_->failure);
}

std::string Notes::at() const {
  return ReadLine(lines_->at);
}

std::string Notes::failure() const {
  return ReadLine(lines_->failure);
}

class SharedNotes {
 public:
  SharedNotes()
      : memory_(::mmap(nullptr, sizeof(Notes::Lines), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                       0)) {}
  ~SharedNotes() {
    if (*this) ::munmap(memory_, sizeof(Notes::Lines));
  }
  SharedNotes(const SharedNotes&) = delete;
  SharedNotes& operator=(const SharedNotes&) = delete;

  explicit operator bool() const { return memory_ != MAP_FAILED; }
  Notes notes() const { return Notes(static_cast<Notes::Lines*>(memory_)); }

 private:
  void* memory_;
};

namespace {

using Clock = std::chrono::steady_clock;

Status Limit(__rlimit_resource which, rlim_t soft, rlim_t hard, const char* name) {
  const rlimit limit{soft, hard};
  if (::setrlimit(which, &limit) != 0) return Failed(name);
  return {};
}

// The address space last of the limits: what comes before may need memory of its own. After the worker's
// profile there are no limits to take on any more.
Status TakeOn(const Limits& limits) {
  Status taken = Limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1, "limit of time");
  if (taken) taken = Limit(RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes, "limit of what is written");
  if (taken && limits.address_space != 0)
    taken = Limit(RLIMIT_AS, limits.address_space, limits.address_space, "limit of memory");
  if (!taken) return taken;
  const auto given_up = sandbox::EnterWorker();
  return given_up ? Status() : Status(given_up.error());
}

// Where there is no memory there is nothing to throw with.
void EndWithoutMemory() {
  ::_exit(kOutOfMemory);
}

[[noreturn]] void BeChild(pid_t parent, const Limits& limits, Notes notes,
                          const std::function<int(Notes&)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kNotLimited);  // it was gone before
  std::signal(SIGXFSZ, SIG_IGN);                    // writing says so itself
  std::signal(SIGXCPU, SIG_DFL);
  std::set_new_handler(&EndWithoutMemory);
  if (const Status taken = TakeOn(limits); !taken) {
    notes.Fail(taken.error().message);
    ::_exit(kNotLimited);
  }
  ::_exit(work(notes));
}

// False when the time came first.
bool EndsWithin(pid_t child, int ms) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) return false;
  const auto deadline = Clock::now() + std::chrono::milliseconds(ms);
  int seen = 0;
  do {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd wait{handle, POLLIN, 0};
    seen = ::poll(&wait, 1, static_cast<int>(std::max(left, decltype(left){0})));
  } while (seen < 0 && errno == EINTR);
  ::close(handle);
  return seen > 0;
}

Ending WaitFor(pid_t child, int wall_ms) {
  Ending ending{.out_of_time = !EndsWithin(child, wall_ms)};
  if (ending.out_of_time) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  if (WIFEXITED(status)) ending.status = WEXITSTATUS(status);
  if (ending.signal == SIGXCPU) ending.out_of_time = true;
  return ending;
}

}  // namespace

Result<Ending> RunLimited(const Limits& limits, const std::function<int(Notes&)>& work) {
  const SharedNotes shared;
  if (!shared) return Failed("no memory to share");
  const pid_t parent = ::getpid();
  std::fflush(nullptr);  // what waits to be printed would be printed twice
  const pid_t child = ::fork();
  if (child < 0) return Failed("fork");
  if (child == 0) BeChild(parent, limits, shared.notes(), work);
  Ending ending = WaitFor(child, limits.wall_ms);
  ending.at = shared.notes().at();
  ending.failure = shared.notes().failure();
  return ending;
}

}  // namespace watchword::update

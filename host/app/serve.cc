// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "app/open_rules.h"
#include "message/frame.h"
#include "message/pipe.h"
#include "sandbox/profile.h"

namespace watchword::app {
namespace {

// The reader never blocks on the worker, or it would miss the end of input;
// an extension that asks faster than it is answered is refused here.
constexpr std::size_t kMaxWaitingBytes = 64 * 1024 * 1024;

// Between the thread that reads and the one that works.
class Queue {
 public:
  // False when too much is waiting already.
  bool Push(std::string payload) {
    const std::scoped_lock lock(mutex_);
    waiting_bytes_ += payload.size();
    if (waiting_bytes_ > kMaxWaitingBytes) return false;
    waiting_.push_back(std::move(payload));
    changed_.notify_one();
    return true;
  }

  // No more will come; `refusal` is answered last.
  void Close(std::optional<Error> refusal) {
    const std::scoped_lock lock(mutex_);
    refusal_ = std::move(refusal);
    closed_ = true;
    changed_.notify_one();
  }

  // Nothing after the last.
  std::optional<std::string> Pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return std::nullopt;
    std::string payload = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= payload.size();
    return payload;
  }

  std::optional<Error> refusal() {
    const std::scoped_lock lock(mutex_);
    return refusal_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::optional<Error> refusal_;
  bool closed_ = false;
};

// Why reading stopped; nothing when the browser just closed the pipe.
std::optional<Error> ReadAll(base::ByteStream& pipe, Queue& queue) {
  for (;;) {
    auto frame = message::ReadFrame(pipe);
    if (!frame) return frame.error();
    if (!*frame) return std::nullopt;
    if (!queue.Push(**std::move(frame))) {
      return Error{ErrorCode::kTooLarge,
                   "more than " + std::to_string(kMaxWaitingBytes) + " bytes of requests waiting"};
    }
  }
}

// What follows a frame that was not read makes no sense, but its end must be seen.
void Discard(base::ByteStream& pipe) {
  std::array<char, 4096> block{};
  for (auto got = pipe.Read(block); got && *got > 0;) got = pipe.Read(block);
}

// The only exit signal that always comes is the end of stdin: it must be seen
// while the worker is busy, and a worker that does not come back is left behind.
// The main thread ends the process earlier when all is answered.
void ReadUntilEnd(base::ByteStream& pipe, const std::shared_ptr<Queue>& queue) {
  auto refusal = ReadAll(pipe, *queue);
  const int status = refusal ? 1 : 0;
  const bool goes_on = refusal && refusal->code == ErrorCode::kTooLarge;
  queue->Close(std::move(refusal));
  if (goes_on) Discard(pipe);
  std::this_thread::sleep_for(std::chrono::milliseconds(kGraceMs));
  ::_exit(status);
}

int AnswerRefusal(const std::optional<Error>& refusal, base::ByteStream& pipe) {
  if (!refusal) return 0;
  std::cerr << "watchword-host: " << refusal->message << '\n';
  if (refusal->code == ErrorCode::kTooLarge) {
    const message::Refusal reply{std::nullopt, message::Code::kTooLarge, refusal->message};
    if (!message::WriteFrame(message::ErrorReply(reply), pipe)) return 1;
  }
  return 1;
}

// Says what keeps it from judging, once for each reason.
Rules OpenAndTell(std::string& told) {
  const base::PosixFileSystem files;
  Rules rules = OpenRules(files);
  if (!rules.ruleset && rules.why_not.message != told) {
    told = rules.why_not.message;
    std::cerr << "watchword-host: " << told << '\n';
  }
  return rules;
}

message::Protection Describe(const sandbox::Protection& protection) {
  return {.network_denied = protection.network_denied,
          .exec_denied = protection.exec_denied,
          .landlock = protection.landlock,
          .memory_hidden = protection.hidden_memory,
          .no_new_code = protection.no_new_code};
}

}  // namespace

int Serve(Handler& handler, base::ByteStream& pipe) {
  const auto queue = std::make_shared<Queue>();
  std::thread([&pipe, queue] { ReadUntilEnd(pipe, queue); }).detach();
  while (const auto payload = queue->Pop()) {
    const Status written = message::WriteFrame(handler.Answer(*payload), pipe);
    if (!written) return 0;  // the browser does not listen any more
  }
  return AnswerRefusal(queue->refusal(), pipe);
}

int RunHost() {
  std::signal(SIGPIPE, SIG_IGN);
  const int out = message::TakeStdout();
  if (out < 0) return 1;
  // Before anything from outside is read, the pack included, and before there is another thread.
  const auto given_up = sandbox::EnterHost(FoldersToRead(), out);
  if (!given_up) {
    std::cerr << "watchword-host: " << given_up.error().message << '\n';
    return 1;
  }
  Handler handler([told = std::string()]() mutable { return OpenAndTell(told); }, Describe(*given_up));
  base::DescriptorStream pipe(STDIN_FILENO, out);
  const int status = Serve(handler, pipe);
  // The reading thread still holds the pipe: nothing may be torn down.
  ::_exit(status);
}

}  // namespace watchword::app

// SPDX-License-Identifier: Apache-2.0
// Work that may go wrong in any way, in a process of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::update {

// A sanitizer's shadow memory is address space too.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t kUsualAddressSpace = 0;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr std::size_t kUsualAddressSpace = 0;
#else
inline constexpr std::size_t kUsualAddressSpace = std::size_t{1} << 30;
#endif
#else
inline constexpr std::size_t kUsualAddressSpace = std::size_t{1} << 30;
#endif

struct Limits {
  unsigned cpu_seconds = 90;  // ten times what the built-in pack takes, for slow computers
  int wall_ms = 150'000;      // a computer that is busy with other things gets its time
  std::size_t address_space = kUsualAddressSpace;  // bytes; 0 for no limit
  std::size_t file_bytes = 256 * 1024 * 1024;      // of what it writes
};

// Where the child writes down what it is at and what went wrong; the parent reads it when the child has
// ended, however it ended. Long lines are cut.
class Notes {
 public:
  void At(std::string_view what);
  void Fail(std::string_view why);
  std::string at() const;
  std::string failure() const;

 private:
  struct Lines;
  friend class SharedNotes;
  explicit Notes(Lines* lines) : lines_(lines) {}
  Lines* lines_;
};

// Statuses a child ends with besides those of its work, which are below.
inline constexpr int kOutOfMemory = 100;
inline constexpr int kNotLimited = 101;  // the system refused a limit; failure() says which

struct Ending {
  int status = -1;  // of its exit; -1 when a signal or the clock ended it
  int signal = 0;
  bool out_of_time = false;  // a clock ended it, its own or the parent's
  std::string at;
  std::string failure;
};

// Forks. The child takes on the limits, gives up network, programs, files, threads and children, ends with
// this process, and ends with what `work` returns. It can use what is open. REQUIRES: this process has one
// thread. Error: kIo when there can be no child.
Result<Ending> RunLimited(const Limits& limits, const std::function<int(Notes&)>& work);

}  // namespace watchword::update

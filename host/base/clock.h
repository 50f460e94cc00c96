// SPDX-License-Identifier: Apache-2.0
// What time it is, as an interface, so that tests can turn the clock.
#pragma once

#include <chrono>

namespace watchword::base {

// UTC, in whole seconds.
using Time = std::chrono::sys_seconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Time Now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

}  // namespace watchword::base

// SPDX-License-Identifier: Apache-2.0
// A variable of the environment that is as it was when the test is over.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace watchword::test {

class Environment {
 public:
  // Without a value the variable is not set.
  Environment(const char* name, const std::optional<std::string>& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    Set(value);
  }
  ~Environment() { Set(before_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  void Set(const std::optional<std::string>& value) const {
    value ? ::setenv(name_, value->c_str(), 1) : ::unsetenv(name_);
  }

  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace watchword::test

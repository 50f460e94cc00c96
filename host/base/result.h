// SPDX-License-Identifier: Apache-2.0
// Failure has a name: every function that can fail returns Result<T> or
// Status. Our code never throws.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace watchword {

enum class ErrorCode {
  kInvalid,      // the input is wrong; the message names the culprit
  kTooLarge,     // a limit was exceeded; the message names the limit
  kNotFound,     // the thing asked for does not exist
  kIo,           // the operating system refused
  kUnsupported,  // newer than this program, or not for this machine
  kForeign,      // it is there, but it is not ours to touch
};

// One line for people: lower case, no full stop, names the culprit.
struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  std::string message;
};

// A value or an Error. Reading the wrong one is a programming error.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose: `return value;` and `return Error{…};` both read well.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& { return std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  const T* operator->() const { return &std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// Success, or an Error.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

// The same failure, said with what the caller knows: "file x: …".
inline Error Context(const std::string& prefix, const Error& error) {
  return Error{error.code, prefix + ": " + error.message};
}

}  // namespace watchword

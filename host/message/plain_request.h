// SPDX-License-Identifier: Apache-2.0
// The quick way through requests that need no care (docs/decisions/0010).
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "message/request.h"

namespace watchword::message {

// Keeps its memory from one request to the next.
class PlainReader {
 public:
  PlainReader();
  PlainReader(PlainReader&&) noexcept;
  PlainReader& operator=(PlainReader&&) noexcept;
  ~PlainReader();

  // A page or a conversation whose every member is as docs/protocol.md has it, in well-formed text. Nothing
  // otherwise: ReadRequest then decides, repairs and words the refusal. What it returns, ReadRequest would
  // return too.
  std::optional<Request> Read(std::string_view payload);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace watchword::message

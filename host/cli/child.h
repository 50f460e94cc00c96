// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace watchword::cli {

struct ChildResult {
  std::string output;
  int exit_code = -1;  // -1 when a signal ended it
};

// Runs a program with `input` on its stdin, then end of input, and collects its
// stdout; ends it after `timeout_ms`. Errors: kIo, also "no answer within …".
// REQUIRES: `input` fits into a pipe (64 KiB), or the program reads it.
Result<ChildResult> RunChild(const std::vector<std::string>& command, const std::string& input,
                             int timeout_ms);

}  // namespace watchword::cli

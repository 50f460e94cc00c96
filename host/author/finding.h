// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"

namespace watchword::author {

// One thing to mend.
struct Finding {
  std::string file;     // relative to the patterns folder
  std::string pointer;  // JSON pointer inside it, possibly empty
  std::string message;  // one line: what is wrong, what to do
};

// What a reader says about a file, "/rules/3/id: missing" or without a pointer.
Finding MakeFinding(const std::string& file, const Error& error);

// "rules/…/en.json: /rules/3/reason: …"
std::string ToText(const Finding& finding);

}  // namespace watchword::author

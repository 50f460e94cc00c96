// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "assess/evidence.h"
#include "base/json.h"
#include "base/result.h"

namespace watchword::assess {

struct Message {
  Source from = Source::kUnknown;
  std::string text;
};

// {"from":"them|me|unknown","text":"…"}. Error: kInvalid with a JSON pointer.
Result<Message> ReadMessage(const base::JsonCursor& from);

// The member `messages`, oldest first. Error: kInvalid with a JSON pointer.
Result<std::vector<Message>> ReadMessages(const base::JsonCursor& from);

}  // namespace watchword::assess

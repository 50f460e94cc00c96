// SPDX-License-Identifier: Apache-2.0
// A sentence that its sender spread over two messages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assess/evidence.h"
#include "assess/message.h"

namespace watchword::assess {

// Longer messages are no halves of a sentence.
inline constexpr std::size_t kMaxBubbleBytes = 600;

struct JoinedBubbles {
  std::string text;
  std::size_t border = 0;  // where the later message begins, in UTF-16 units
};

// The two as one text; none when somebody else speaks, the earlier ends its sentence, or one is empty or
// long.
std::optional<JoinedBubbles> JoinBubbles(const Message& earlier, const Message& later);

// Evidence that stands on both sides of the border, with its part in the later message for a range.
std::vector<Evidence> FindAcross(const Passage& joined, std::size_t border, const Seen& seen);

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "text/normal_text.h"
#include "text/plain_writer.h"

namespace watchword::text {

struct PlainText {
  Reading reading;
  Spots spots;
};

// Most of a text goes through tables; what they have no answer for is folded
// the long way, from cut to cut.
PlainText ReadPlainly(std::string_view utf8);

}  // namespace watchword::text

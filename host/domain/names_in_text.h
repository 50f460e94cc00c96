// SPDX-License-Identifier: Apache-2.0
// Host names as people write them into text, disguises undone.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/host_name.h"

namespace watchword::domain {

// A name that stands in a text.
struct NameInText {
  HostName host;
  std::string_view path;  // as PathOf gives it; within the text
  std::size_t begin = 0;  // bytes of the text, half-open
  std::size_t end = 0;
};

// Whether a name may end with this label, as it was written: most last words of sentences need no closer
// look.
using KnowsEnding = std::function<bool(std::string_view label)>;

// Return true to say that this is the name that was meant: then nothing else is offered for its place.
using OnName = std::function<bool(const NameInText&)>;

// Offers everything in the text that could be a name of two labels or more, in order; where several readings
// fit ("bad.example.Then we" may end after two labels or three) one after the other, the longest first.
// Between labels may stand a dot of any script, "[.]", "(dot)", " dot ", " . ", " .", ". " or the word for a
// dot in another language. Most of what is offered is no name: this is for those who look names up, and know
// what they look for. Linear in the length of the text.
void ForEachName(std::string_view utf8, const KnowsEnding& knows_ending, const OnName& on_name);

}  // namespace watchword::domain

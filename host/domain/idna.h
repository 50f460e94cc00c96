// SPDX-License-Identifier: Apache-2.0
// Names in Unicode and their spelling in DNS (UTS 46, non-transitional, as browsers do).
#pragma once

#include <string>
#include <string_view>

namespace watchword::domain {

struct IdnaName {
  std::string name;    // what UTS 46 refuses is U+FFFD in it, or left as it was; the rest counts all the same
  bool valid = false;  // nothing was refused
};

// A-labels, lower case. Any bytes are accepted; ill-formed UTF-8 is refused text.
IdnaName ToAscii(std::string_view name);

// U-labels, for people.
IdnaName ToUnicode(std::string_view name);

}  // namespace watchword::domain

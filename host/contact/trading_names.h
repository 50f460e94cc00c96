// SPDX-License-Identifier: Apache-2.0
// Accounts whose names say that somebody trades for others: "@invest_with_anna", "#dorothyfx".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::contact {

struct TradingName {
  std::string name;       // in small letters, without its sign
  std::size_t begin = 0;  // bytes of the text, half-open, with the sign
  std::size_t end = 0;
};

// Names behind "@" or "#" that hold one of the words and, beside such words, something of a person's:
// "#crypto" and "@forextrading" are subjects. A word of two letters counts at the end of a part ("dorothyfx",
// not "fxhash"). `words` are ASCII in small letters. Linear in the length of the text.
std::vector<TradingName> FindTradingNames(std::string_view utf8, const std::vector<std::string>& words);

}  // namespace watchword::contact

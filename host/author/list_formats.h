// SPDX-License-Identifier: Apache-2.0
// Lists of names as others publish them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace watchword::author {

enum class ListFormat {
  kPlain,     // one name or address a line, # begins a comment; "# since 2026-03-09" dates what follows
  kHosts,     // "0.0.0.0 name"
  kAdblock,   // "||name^"; exceptions and what is more than a name are no entries
  kMetaMask,  // config.json of eth-phishing-detect: "blacklist" or "blocklist"
  kCsv,       // one column of a table with a head line
};

std::optional<ListFormat> FindListFormat(std::string_view name);

// "plain, hosts, …", for messages.
std::string ListFormatNames();

struct ListEntry {
  std::string text;   // as it stands there
  std::string since;  // YYYY-MM-DD, or empty when the list does not say
};

// What the list says, comments and empty lines left out. `column` is the head of the CSV column. Error:
// kInvalid with the line or pointer.
Result<std::vector<ListEntry>> ReadList(ListFormat format, std::string_view column, std::string_view text);

// YYYY-MM-DD
bool IsDate(std::string_view text);

}  // namespace watchword::author

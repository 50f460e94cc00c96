// SPDX-License-Identifier: Apache-2.0
// One line of `watchword scan`: an item in, a verdict out.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "assess/assessor.h"
#include "base/result.h"

namespace watchword::cli {

struct AddressItem {
  std::string url;
};

// What a line asks to judge, and its id as it was written.
struct ScanItem {
  std::string id = "null";
  std::variant<assess::Conversation, assess::Page, AddressItem> what;
};

// Errors: kInvalid, kTooLarge; the message begins with the JSON pointer of the culprit.
Result<ScanItem> ReadScanItem(std::string_view line);

Result<assess::Verdict> Judge(assess::Assessor& assessor, const ScanItem& item);

// The line of output for a verdict, without the end of line.
std::string ScanLine(const ScanItem& item, const assess::Verdict& verdict, const assess::Ruleset& ruleset);

}  // namespace watchword::cli

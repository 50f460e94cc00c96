// SPDX-License-Identifier: Apache-2.0
// Texts whose nature is known, one JSON object a line: the items of `watchword scan` with a label.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "assess/message.h"
#include "base/result.h"

namespace watchword::author {

struct CorpusItem {
  std::string id;
  std::string language;  // two letters, empty when the item does not say
  bool honest = false;
  std::vector<assess::Message> texts;  // of a page one, of a conversation one for each message
};

// {"id","label":"benign|scam","lang"?,"messages":[{"from","text"}]} or with "text"; other members do not
// matter. Errors: kInvalid with the JSON pointer of the culprit, kTooLarge.
Result<CorpusItem> ReadCorpusItem(const std::string& line);

// All items; blank lines are skipped. The error names the line, counted from 1.
Result<std::vector<CorpusItem>> ReadCorpus(std::istream& in);

}  // namespace watchword::author

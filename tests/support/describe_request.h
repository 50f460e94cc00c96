// SPDX-License-Identifier: Apache-2.0
// A request as one line, so that two readers can be compared.
#pragma once

#include <string>
#include <variant>

#include "message/request.h"

namespace watchword::test {

struct RequestDescriber {
  base::Json operator()(const message::PageRequest& page) const {
    return {{"text", page.text}, {"url", page.url.value_or("none")}, {"languages", page.languages}};
  }
  base::Json operator()(const message::ConversationRequest& conversation) const {
    base::Json turns = base::Json::array();
    for (const message::Turn& turn : conversation.messages)
      turns.push_back({{"from", static_cast<int>(turn.from)}, {"text", turn.text}});
    return {{"messages", turns},
            {"url", conversation.url.value_or("none")},
            {"memory", conversation.memory.value_or(base::Json("none"))},
            {"others", conversation.others},
            {"today", conversation.today.value_or(-1)},
            {"languages", conversation.languages}};
  }
  template <typename Other>
  base::Json operator()(const Other&) const {
    return "another kind";
  }
};

inline std::string Describe(const message::Request& request) {
  return std::to_string(request.id) + " " + base::ToText(std::visit(RequestDescriber(), request.body));
}

}  // namespace watchword::test

// SPDX-License-Identifier: Apache-2.0
#include "assess/message.h"

#include <utility>

namespace watchword::assess {
namespace {

Result<Source> ReadSource(const base::JsonCursor& from) {
  const auto name = from.String();
  if (name && *name == "them") return Source::kThem;
  if (name && *name == "me") return Source::kMe;
  if (name && *name == "unknown") return Source::kUnknown;
  return from.Complaint("expected one of them, me, unknown");
}

}  // namespace

Result<Message> ReadMessage(const base::JsonCursor& from) {
  const auto source_at = from.Member("from");
  if (!source_at) return source_at.error();
  const auto source = ReadSource(*source_at);
  if (!source) return source.error();
  auto text = from.String("text");
  if (!text) return text.error();
  return Message{*source, *std::move(text)};
}

Result<std::vector<Message>> ReadMessages(const base::JsonCursor& from) {
  const auto elements = from.Elements("messages");
  if (!elements) return elements.error();
  std::vector<Message> messages;
  for (const base::JsonCursor& at : *elements) {
    auto message = ReadMessage(at);
    if (!message) return message.error();
    messages.push_back(*std::move(message));
  }
  return messages;
}

}  // namespace watchword::assess

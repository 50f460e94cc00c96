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

}  // namespace watchword::assess

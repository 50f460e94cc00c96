// SPDX-License-Identifier: Apache-2.0
#include "message/envelope.h"

#include <utility>

namespace watchword::message {
namespace {

Refusal RefuseJson(const Error& error) {
  if (error.code != ErrorCode::kTooLarge) return {std::nullopt, Code::kNotJson, error.message};
  const bool deep = error.message.starts_with("nested");
  return {std::nullopt, deep ? Code::kTooDeep : Code::kTooLarge, error.message};
}

}  // namespace

std::variant<Envelope, Refusal> ReadEnvelope(std::string_view payload) {
  auto json = base::ParseJson(payload, {.max_bytes = kMaxRequestBytes, .max_depth = kMaxDepth});
  if (!json) return RefuseJson(json.error());
  const base::JsonCursor from(*json);
  const auto id_read = from.Integer("id", 0, kLargestId);
  if (!id_read) return Refusal{std::nullopt, Code::kNotAnObject, id_read.error().message};
  const auto id = static_cast<std::uint32_t>(*id_read);
  auto kind = from.String("kind");
  if (!kind) return Refusal{id, Code::kNotAnObject, kind.error().message};
  return Envelope{id, *std::move(kind), *std::move(json)};
}

Refusal UnknownKind(const Envelope& envelope) {
  return {envelope.id, Code::kUnknownKind, "/kind: unknown kind \"" + envelope.kind.substr(0, 40) + "\""};
}

}  // namespace watchword::message

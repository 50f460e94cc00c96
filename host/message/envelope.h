// SPDX-License-Identifier: Apache-2.0
// What every request has, whoever it is for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/json.h"
#include "message/protocol.h"

namespace watchword::message {

// Why a payload was refused, as the reply says it.
struct Refusal {
  std::optional<std::uint32_t> id;  // none when it could not be read
  Code code = Code::kInternal;
  std::string message;
};

struct Envelope {
  std::uint32_t id = 0;
  std::string kind;
  base::Json json;  // all of it
};

// Refused with kNotJson, kTooDeep, kTooLarge, kNotAnObject.
std::variant<Envelope, Refusal> ReadEnvelope(std::string_view payload);

Refusal UnknownKind(const Envelope& envelope);

}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
// Both readers: what the quick one reads, the careful one reads alike.
#include "message/request.h"

#include "../support/describe_request.h"
#include "input.h"
#include "message/plain_request.h"
#include "message/response.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace watchword;
  const auto careful = message::ReadRequest(AsText(data, size));
  const auto* refusal = std::get_if<message::Refusal>(&careful);
  // Whatever is refused can be said.
  if (refusal != nullptr && !base::ParseJson(message::ErrorReply(*refusal))) __builtin_trap();
  message::PlainReader reader;
  const auto plain = reader.Read(AsText(data, size));
  if (!plain) return 0;
  const auto* request = std::get_if<message::Request>(&careful);
  if (request == nullptr || test::Describe(*request) != test::Describe(*plain)) __builtin_trap();
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "message/request.h"

#include "input.h"
#include "message/response.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = watchword::message::ReadRequest(AsText(data, size));
  const auto* refusal = std::get_if<watchword::message::Refusal>(&read);
  // Whatever is refused can be said.
  if (refusal != nullptr && !watchword::base::ParseJson(watchword::message::ErrorReply(*refusal)))
    __builtin_trap();
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "domain/host_name.h"

#include "input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto host = watchword::domain::HostName::Parse(AsText(data, size));
  if (!host) return 0;
  if (host->begin() >= host->end() || host->end() > size) __builtin_trap();
  for (const std::string_view name : host->suffixes()) static_cast<void>(name);
  return 0;
}

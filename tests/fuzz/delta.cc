// SPDX-License-Identifier: Apache-2.0
// Any bytes as a delta to a fixed text: refused, or a result of the length that was asked for. And what
// Create makes of any bytes leads back to them.
#include "delta/delta.h"

#include <cstdlib>

#include "input.h"

namespace {

constexpr std::string_view kFrom =
    "the words that were there before, and the words that were there before them";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using watchword::delta::Apply;
  using watchword::delta::Create;
  const std::string_view input = AsText(data, size);
  for (const std::size_t bytes : {std::size_t{76}, input.size(), std::size_t{1} << 16}) {
    const auto applied = Apply(input, kFrom, bytes);
    if (applied && applied->size() != bytes) std::abort();
  }
  const auto delta = Create(kFrom, input);
  if (!delta) std::abort();
  const auto back = Apply(*delta, kFrom, input.size());
  if (!back || *back != input) std::abort();
  return 0;
}

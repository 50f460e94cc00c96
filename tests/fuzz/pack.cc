// SPDX-License-Identifier: Apache-2.0
// Both doors of a pack: the envelope as it is, and a body sealed by us.
#include "input.h"
#include "pack/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace watchword;
  const auto outside = pack::Verify(AsText(data, size));
  if (outside) static_cast<void>(static_cast<bool>(pack::Decode(*outside)));
  const auto sealed = pack::Seal(AsText(data, size));
  const auto inside = sealed ? pack::Verify(*sealed) : Result<pack::VerifiedPack>(sealed.error());
  if (inside) static_cast<void>(static_cast<bool>(pack::Decode(*inside)));
  return 0;
}

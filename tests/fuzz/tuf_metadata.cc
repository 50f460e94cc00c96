// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "input.h"
#include "tuf/signed_file.h"
#include "tuf/trusted_set.h"

namespace {

using namespace watchword;

// What was read canonically reads as the same again.
void CheckCanonical(const tuf::Json& json) {
  const auto text = tuf::Canonical(json);
  if (!text) return;
  const auto again = tuf::ParseStrict(*text);
  // Control characters stand in canonical JSON as they are, and are no JSON then.
  if (again && *tuf::Canonical(*again) != *text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = AsText(data, size);
  if (const auto json = tuf::ParseStrict(text)) CheckCanonical(*json);
  static_cast<void>(tuf::TrustedSet::Begin(text, {}));
  const auto file = tuf::ReadSignedFile(text);
  if (!file) return 0;
  const base::JsonCursor part(file->part, "/signed");
  static_cast<void>(tuf::ReadRoot(part));
  static_cast<void>(tuf::ReadTimestamp(part));
  static_cast<void>(tuf::ReadSnapshot(part));
  const auto targets = tuf::ReadTargets(part);
  if (!targets) return 0;
  for (const tuf::Delegation& delegation : targets->delegations) {
    static_cast<void>(delegation.Covers("packs/base/x.pack"));
    static_cast<void>(tuf::CheckSignatures(*file, delegation, targets->keys));
  }
  return 0;
}

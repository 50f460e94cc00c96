// SPDX-License-Identifier: Apache-2.0
#include "tuf/target.h"

namespace watchword::tuf {

Status TrustedTarget::Check(std::string_view bytes) const {
  if (bytes.size() != info_.length)
    return Error{ErrorCode::kInvalid, path_ + ": has " + std::to_string(bytes.size()) + " bytes, not " +
                                          std::to_string(info_.length)};
  if (const Status fits = CheckHashes(bytes, info_.hashes); !fits) return Context(path_, fits.error());
  return {};
}

}  // namespace watchword::tuf

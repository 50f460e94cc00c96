// SPDX-License-Identifier: Apache-2.0
#include "publish/make_delta.h"

#include "delta/delta.h"

namespace watchword::publish {

Result<std::string> MakeDelta(std::string_view from, std::string_view to) {
  return delta::Create(from, to);
}

}  // namespace watchword::publish

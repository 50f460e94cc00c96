// SPDX-License-Identifier: Apache-2.0
#include "publish/make_delta.h"

namespace watchword::publish {

Result<std::optional<std::string>> MakeDelta(std::string_view /*from*/, std::string_view /*to*/) {
  return std::optional<std::string>();
}

}  // namespace watchword::publish

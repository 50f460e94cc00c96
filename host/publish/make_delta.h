// SPDX-License-Identifier: Apache-2.0
// The one place that knows how deltas are made.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::publish {

// Between unpacked bodies. Errors: of delta::Create.
Result<std::string> MakeDelta(std::string_view from, std::string_view to);

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
// The one place that knows how deltas are made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::publish {

// Nothing while this program makes no deltas: a delta only saves bytes. Errors: of the library.
Result<std::optional<std::string>> MakeDelta(std::string_view from, std::string_view to);

}  // namespace watchword::publish

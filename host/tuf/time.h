// SPDX-License-Identifier: Apache-2.0
// The one way TUF writes a time: 2026-11-22T00:00:00Z.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace watchword::tuf {

std::optional<base::Time> ParseTime(std::string_view text);

std::string ToText(base::Time time);

}  // namespace watchword::tuf

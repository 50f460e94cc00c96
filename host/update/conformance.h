// SPDX-License-Identifier: Apache-2.0
// The command line that the public TUF conformance suite drives
// (tests/conformance/run). Fetches in this process: there is nothing to protect.
#pragma once

#include <string_view>

namespace watchword::update {

// Whether the first argument belongs to it.
bool IsConformanceCall(std::string_view first);

// Exit status: 0, 1 with one line on stderr, 2 for another command line.
int RunConformance(int argc, const char* const* argv);

}  // namespace watchword::update

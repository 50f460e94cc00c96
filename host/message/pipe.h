// SPDX-License-Identifier: Apache-2.0
// The pipe a browser starts a native program with.
#pragma once

namespace watchword::message {

// Takes descriptor 1 away from everything that prints: whatever writes to
// stdout writes to stderr from now on. Returns a private descriptor for frames,
// or -1.
int TakeStdout();

}  // namespace watchword::message

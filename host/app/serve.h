// SPDX-License-Identifier: Apache-2.0
// The host's life: from taking stdout away to the end of input.
#pragma once

#include "app/handler.h"
#include "base/stream.h"

namespace watchword::app {

// After the browser is gone, answers already asked for may take this long.
inline constexpr int kGraceMs = 80;

// Reads, answers and writes until the end of input; returns the exit status.
// Whatever it is busy with then, scanning or writing into a full pipe, the
// process has ended kGraceMs later: a reading thread sees to it. That thread
// uses `pipe` until the process ends, so the caller ends it without unwinding.
int Serve(Handler& handler, base::ByteStream& pipe);

// All of it: stdout, sandbox, pack, Serve.
int RunHost();

}  // namespace watchword::app

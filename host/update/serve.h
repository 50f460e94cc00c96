// SPDX-License-Identifier: Apache-2.0
// The program watchword-update.
#pragma once

#include "base/stream.h"
#include "update/jobs.h"

namespace watchword::update {

// Reads one frame, does what it asks for, answers; returns the exit status: 0 when it was answered or nothing
// was asked, 1 when the frame was none.
int AnswerOne(base::ByteStream& pipe, const Jobs& jobs);

// A browser names itself in the first argument, a person a command there.
int RunUpdater(int argc, const char* const* argv);

}  // namespace watchword::update

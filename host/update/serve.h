// SPDX-License-Identifier: Apache-2.0
// The program watchword-update.
#pragma once

#include <functional>

#include "base/stream.h"
#include "update/build_image.h"

namespace watchword::update {

// Reads one frame, does what it asks for, answers; returns the exit status: 0 when it was answered or nothing
// was asked, 1 when the frame was none.
int AnswerOne(base::ByteStream& pipe, const std::function<ImageOutcome()>& build);

// A browser names itself in the first argument, a person a command there.
int RunUpdater(int argc, const char* const* argv);

}  // namespace watchword::update

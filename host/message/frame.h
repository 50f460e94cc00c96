// SPDX-License-Identifier: Apache-2.0
// Native-messaging frames: four bytes of length in host byte order, then that
// many bytes of UTF-8 JSON. Nothing here looks inside the JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/stream.h"
#include "message/protocol.h"

namespace watchword::message {

// Reads the next frame and returns its payload, or nothing when the browser
// closed the pipe between frames.
//
// Errors: kTooLarge, decided before any payload byte is read;
//         kIo when the pipe ends inside a frame.
Result<std::optional<std::string>> ReadFrame(base::ByteStream& from);

// The bytes of a frame. `payload` is at most kMaxReplyBytes.
std::string Frame(std::string_view payload);

// Writes one frame. Errors: kTooLarge (nothing was written), kIo.
Status WriteFrame(std::string_view payload, base::ByteStream& to);

}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
// A note beside an image: this very file was checked, every byte and every table of it. With it the host
// starts without doing that again. Any write to the file, and any other file in its place, has another inode,
// size or time of change, and the note is void. It is against accidents, as the hash is: whoever can write
// the note could write an image as well.
#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace watchword::image {

// Where the note about an image lies.
std::string NoteFor(const std::string& path);

// Whether a note says so of the open file with these facts. A note that is not ours alone says nothing.
bool IsNoted(const std::string& path, std::string_view key, const struct stat& facts);

// Error: kIo.
Status Note(const std::string& path, std::string_view key, const struct stat& facts);

// Whether the file was changed or touched between the two.
bool IsSame(const struct stat& one, const struct stat& other);

}  // namespace watchword::image

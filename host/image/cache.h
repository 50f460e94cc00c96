// SPDX-License-Identifier: Apache-2.0
// Where compiled images are kept on this computer.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"
#include "image/image.h"

namespace watchword::image {

// What an image depends on: the pack it was made from, the library that made it, the kind of processor, our
// format. At most kKeyBytes.
std::string KeyFor(std::string_view pack_digest, std::string_view library_version);

// $XDG_CACHE_HOME/watchword, else ~/.cache/watchword. Error: kNotFound when neither is known.
Result<std::string> CacheFolder();

// The file an image with this key is kept in.
std::string PathFor(const std::string& folder, std::string_view key);

// Maps the image read-only and checks all of it. A file that another user could have written is not trusted.
// Errors: kNotFound; kForeign (not ours alone); kIo; those of Verify. All name the path.
Result<std::shared_ptr<const Image>> Map(const std::string& path, std::string_view key);

// The same, but when a note says that this very file was checked, the hash over every byte is left out, and
// the image says that its tables were checked (checked.h).
Result<std::shared_ptr<const Image>> MapNoted(const std::string& path, std::string_view key);

// The same as Map, then `use` checks the tables, and a note is left. That it could not be written is no
// error: it only saves time. Errors: those of Map and of `use`.
Status CheckAndNote(const std::string& path, std::string_view key,
                    const std::function<Status(const std::shared_ptr<const Image>&)>& use);

// Puts the image at its place as a whole, and removes what is in the way of a cache: images beyond the
// kKeptImages used last. Error: kIo.
Status Keep(const std::string& folder, std::string_view key, const Bytes& image);

inline constexpr std::size_t kKeptImages = 4;

}  // namespace watchword::image

// SPDX-License-Identifier: Apache-2.0
// Files of a folder, so that what is said to be written is on the disk. Names have no slash. Links are not
// followed. All errors name the path: kNotFound, kTooLarge, kIo.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/folder.h"

namespace watchword::store {

// What errno says now, about a path.
Error SystemError(const std::string& path);

Result<std::string> ReadFile(const Folder& folder, const std::string& name, std::size_t max_bytes);

// At most that many bytes of its start.
Result<std::string> ReadStart(const Folder& folder, const std::string& name, std::size_t bytes);

// Bytes of a file. Error: kNotFound too when it is no file.
Result<std::size_t> SizeOf(const Folder& folder, const std::string& name);

// A file that was not there: only its owner reads and writes it. Its bytes are on the disk, its name is once
// the folder is synced.
Status WriteNew(const Folder& folder, const std::string& name, std::string_view bytes);

// Replaces a file as a whole, durably. On an error the old one is there, or the new one as a whole.
Status Replace(const Folder& folder, const std::string& name, std::string_view bytes);

// The names in the folder are on the disk.
Status Sync(const Folder& folder);

// Sorted.
Result<std::vector<std::string>> NamesIn(const Folder& folder);

// Files that are not there are removed already.
Status RemoveFile(const Folder& folder, const std::string& name);

// A folder of files: `first` goes before the others.
Status RemoveFolder(const Folder& folder, const std::string& name, const std::string& first);

// The ending of files that are not finished.
inline constexpr std::string_view kUnfinished = ".tmp";

}  // namespace watchword::store

// SPDX-License-Identifier: Apache-2.0
// The metadata we trusted last, in a folder: root.json, timestamp.json, …, one
// file a role, as they came.
#pragma once

#include <string>
#include <string_view>

#include "base/file_system.h"

namespace watchword::tuf {

class MetadataStore {
 public:
  // Does not own `files`.
  MetadataStore(base::FileSystem& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

  // Errors: those of FileSystem.
  Result<std::string> Read(const std::string& role, std::size_t max_bytes) const;
  Status Write(const std::string& role, std::string_view bytes);

  // Whatever the role is called, the file is in the folder.
  std::string PathOf(const std::string& role) const;

 private:
  base::FileSystem* files_;
  std::string folder_;
};

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
// Which repository tells this computer what is new.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "tuf/client.h"

namespace watchword::update {

inline constexpr const char* kRepositoryFile = "repository.json";

// {"name":"watchword","root":"root.json","mirrors":[{"metadata":"https://…","targets":"https://…"}],"ca_file":"…"}
struct Repository {
  std::string name;
  std::string first_root;  // bytes of the file, which lies beside this one
  std::vector<tuf::Mirror> mirrors;
  std::string ca_file;  // certificates to trust, PEM; empty for the system's
};

// WATCHWORD_REPOSITORY alone when set; else beside the program, then /etc/watchword.
// Errors: kNotFound, naming every place looked at; kInvalid with a JSON pointer; of Read. All name the file.
Result<Repository> ReadRepository(const base::FileSystem& files);

}  // namespace watchword::update

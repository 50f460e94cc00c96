// SPDX-License-Identifier: Apache-2.0
// Where pattern packs lie on this computer.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "pack/envelope.h"

namespace watchword::pack {

inline constexpr const char* kPackFile = "base.pack";

// Folder of the running program, or "." when the system does not tell.
std::string ProgramFolder();

// Where a pack is looked for, in order: `chosen` alone when given; else
// WATCHWORD_PACK alone when set; else beside the program, then where packages
// install it.
std::vector<std::string> PackCandidates(const std::string& chosen);

struct LocatedPack {
  std::string path;
  std::string bytes;  // not looked at yet
};

// The first that is there. Errors: kNotFound naming every place looked at; those of Read.
Result<LocatedPack> Locate(const std::string& chosen, const base::FileSystem& files);

// A pack of which only the envelope was read, and not checked.
struct PackHead {
  std::string path;
  Head head;
};

// The same, reading 40 bytes. Errors: those of Locate and ReadHead, naming the path.
Result<PackHead> LocateHead(const std::string& chosen, const base::FileSystem& files);

// The envelope of one file. Errors: as of LocateHead.
Result<PackHead> ReadPackHead(const std::string& path, const base::FileSystem& files);

}  // namespace watchword::pack

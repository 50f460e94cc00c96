// SPDX-License-Identifier: Apache-2.0
#include "pack/locate.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "pack/envelope.h"

namespace watchword::pack {

std::string ProgramFolder() {
  std::error_code failure;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
  return failure ? "." : program.parent_path().string();
}

std::vector<std::string> PackCandidates(const std::string& chosen) {
  if (!chosen.empty()) return {chosen};
  const char* environment = std::getenv("WATCHWORD_PACK");
  if (environment != nullptr && *environment != '\0') return {environment};
  return {ProgramFolder() + "/" + kPackFile, std::string("/usr/share/watchword/") + kPackFile};
}

Result<LocatedPack> Locate(const std::string& chosen, const base::FileSystem& files) {
  std::string looked;
  for (const std::string& path : PackCandidates(chosen)) {
    looked += (looked.empty() ? "" : ", ") + path;
    if (files.Kind(path) != base::FileKind::kFile) continue;
    auto bytes = files.Read(path, kMaxStoredBytes + kEnvelopeBytes);
    if (!bytes) return bytes.error();
    return LocatedPack{path, *std::move(bytes)};
  }
  return Error{ErrorCode::kNotFound, "no pattern pack: looked for " + looked};
}

}  // namespace watchword::pack

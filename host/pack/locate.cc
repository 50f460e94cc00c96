// SPDX-License-Identifier: Apache-2.0
#include "pack/locate.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace watchword::pack {
namespace {

Result<std::string> FindPack(const std::string& chosen, const base::FileSystem& files) {
  std::string looked;
  for (const std::string& path : PackCandidates(chosen)) {
    if (files.Kind(path) == base::FileKind::kFile) return path;
    looked += (looked.empty() ? "" : ", ") + path;
  }
  return Error{ErrorCode::kNotFound, "no pattern pack: looked for " + looked};
}

}  // namespace

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
  const auto path = FindPack(chosen, files);
  if (!path) return path.error();
  auto bytes = files.Read(*path, kMaxStoredBytes + kEnvelopeBytes);
  if (!bytes) return bytes.error();
  return LocatedPack{*path, *std::move(bytes)};
}

Result<PackHead> LocateHead(const std::string& chosen, const base::FileSystem& files) {
  const auto path = FindPack(chosen, files);
  if (!path) return path.error();
  return ReadPackHead(*path, files);
}

Result<PackHead> ReadPackHead(const std::string& path, const base::FileSystem& files) {
  const auto start = files.ReadStart(path, kEnvelopeBytes);
  if (!start) return start.error();
  auto head = ReadHead(*start);
  if (!head) return Context(path, head.error());
  return PackHead{path, *std::move(head)};
}

}  // namespace watchword::pack

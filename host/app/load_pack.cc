// SPDX-License-Identifier: Apache-2.0
#include "app/load_pack.h"

#include <cstdlib>
#include <filesystem>

#include "pack/decode.h"

namespace watchword::app {
namespace {

Result<std::shared_ptr<const assess::Ruleset>> Compile(const std::string& path,
                                                       const base::FileSystem& files) {
  const auto bytes = files.Read(path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return bytes.error();
  const auto verified = pack::Verify(*bytes);
  if (!verified) return Context(path, verified.error());
  auto pack = pack::Decode(*verified);
  if (!pack) return Context(path, pack.error());
  auto ruleset = assess::Ruleset::Build(*std::move(pack), verified->digest());
  if (!ruleset) return Context(path, ruleset.error());
  return ruleset;
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

Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files) {
  std::string looked;
  for (const std::string& path : PackCandidates(chosen)) {
    looked += (looked.empty() ? "" : ", ") + path;
    if (files.Kind(path) != base::FileKind::kFile) continue;
    auto ruleset = Compile(path, files);
    if (!ruleset) return ruleset.error();
    return LoadedPack{path, *std::move(ruleset)};
  }
  return Error{ErrorCode::kNotFound, "no pattern pack: looked for " + looked};
}

}  // namespace watchword::app

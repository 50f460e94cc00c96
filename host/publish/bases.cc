// SPDX-License-Identifier: Apache-2.0
#include "publish/bases.h"

#include <algorithm>
#include <utility>

#include "pack/envelope.h"
#include "tuf/digest.h"

namespace watchword::publish {
namespace {

constexpr std::size_t kHashDigits = 64;

// "<64 digits>.<name>.pack" and nothing else.
bool IsPublishedPack(const std::string& file, const std::string& name) {
  return file.size() > kHashDigits && tuf::FromHex(file.substr(0, kHashDigits)) &&
         file.substr(kHashDigits) == "." + name + ".pack";
}

}  // namespace

Result<std::vector<std::string>> FindBases(const base::FileSystem& files, const std::string& folder,
                                           const std::string& name, std::uint32_t version) {
  const std::string place = folder + "/targets/packs/" + name;
  if (files.Kind(place) == base::FileKind::kNone) return std::vector<std::string>();
  const auto names = files.ListFiles(place);
  if (!names) return names.error();
  std::vector<std::pair<std::uint32_t, std::string>> found;
  for (const std::string& file : *names) {
    if (!IsPublishedPack(file, name)) continue;
    const auto start = files.ReadStart(place + "/" + file, pack::kEnvelopeBytes);
    if (!start) return start.error();
    const auto head = pack::ReadHead(*start);
    if (head && head->version < version) found.emplace_back(head->version, place + "/" + file);
  }
  std::sort(found.rbegin(), found.rend());
  if (found.size() > kMostBases) found.resize(kMostBases);
  std::vector<std::string> paths;
  for (auto& [of, path] : found) paths.push_back(std::move(path));
  return paths;
}

Result<std::string> ReadBase(const base::FileSystem& files, const std::string& path) {
  const auto bytes = files.Read(path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return bytes.error();
  const std::string hash = path.substr(path.rfind('/') + 1, kHashDigits);
  if (tuf::Sha256Hex(*bytes) != hash) return Error{ErrorCode::kInvalid, path + ": not what its name says"};
  const auto verified = pack::Verify(*bytes);
  if (!verified) return Context(path, verified.error());
  return verified->body();
}

}  // namespace watchword::publish

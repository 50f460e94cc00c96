// SPDX-License-Identifier: Apache-2.0
#include "update/repository.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/json.h"
#include "pack/locate.h"
#include "store/manifest.h"
#include "tuf/limits.h"

namespace watchword::update {
namespace {

using base::JsonCursor;

std::vector<std::string> Candidates() {
  const char* environment = std::getenv("WATCHWORD_REPOSITORY");
  if (environment != nullptr && *environment != '\0') return {environment};
  return {pack::ProgramFolder() + "/" + kRepositoryFile, std::string("/etc/watchword/") + kRepositoryFile};
}

// An address of a folder: a "/" at the end says nothing more.
Result<std::string> ReadAddress(const JsonCursor& from, const char* name) {
  auto address = from.String(name);
  if (!address) return address.error();
  const bool is_web = address->starts_with("https://") || address->starts_with("http://");
  if (!is_web)
    return from.Member(name)->Complaint("expected an address that begins with https:// or http://");
  while (address->ends_with('/')) address->pop_back();
  return address;
}

Result<tuf::Mirror> ReadMirror(const JsonCursor& from) {
  if (const Status known = from.OnlyMembers({"metadata", "targets"}); !known) return known.error();
  auto metadata = ReadAddress(from, "metadata");
  if (!metadata) return metadata.error();
  auto targets = ReadAddress(from, "targets");
  if (!targets) return targets.error();
  return tuf::Mirror{*std::move(metadata), *std::move(targets)};
}

Status ReadMirrors(const JsonCursor& from, std::vector<tuf::Mirror>& mirrors) {
  const auto elements = from.Elements("mirrors");
  if (!elements) return elements.error();
  if (elements->empty()) return from.Member("mirrors")->Complaint("expected at least one");
  for (const JsonCursor& at : *elements) {
    auto mirror = ReadMirror(at);
    if (!mirror) return mirror.error();
    mirrors.push_back(*std::move(mirror));
  }
  return {};
}

Result<Repository> Read(const JsonCursor& from, const std::string& folder, const base::FileSystem& files) {
  if (const Status known = from.OnlyMembers({"name", "root", "mirrors", "ca_file"}); !known)
    return known.error();
  Repository repository;
  auto name = from.String("name");
  if (!name) return name.error();
  if (!store::IsPackName(*name))
    return from.Member("name")->Complaint("expected small letters, digits, \"-\"");
  repository.name = *std::move(name);
  const auto root = from.String("root");
  if (!root) return root.error();
  if (root->empty() || root->find('/') != std::string::npos)
    return from.Member("root")->Complaint("expected the name of a file in the same folder");
  auto ca_file = from.StringOr("ca_file", "");
  if (!ca_file) return ca_file.error();
  repository.ca_file = *std::move(ca_file);
  if (const Status read = ReadMirrors(from, repository.mirrors); !read) return read.error();
  auto bytes = files.Read(folder + "/" + *root, tuf::kMaxRootBytes);
  if (!bytes) return bytes.error();
  repository.first_root = *std::move(bytes);
  return repository;
}

}  // namespace

Result<Repository> ReadRepository(const base::FileSystem& files) {
  std::string looked;
  for (const std::string& path : Candidates()) {
    looked += (looked.empty() ? "" : ", ") + path;
    if (files.Kind(path) != base::FileKind::kFile) continue;
    const auto text = files.Read(path);
    if (!text) return text.error();
    const auto json = base::ParseJson(*text);
    if (!json) return Context(path, json.error());
    auto repository = Read(JsonCursor(*json), std::filesystem::path(path).parent_path().string(), files);
    if (!repository) return Context(path, repository.error());
    return repository;
  }
  return Error{ErrorCode::kNotFound, "no repository to ask for newer patterns: looked for " + looked};
}

}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
#include "update/repository.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <utility>

#include "base/json.h"
#include "pack/locate.h"
#include "store/manifest.h"
#include "tuf/limits.h"

namespace watchword::update {
namespace {

using base::JsonCursor;

constexpr const char* kBasePack = "base";

std::vector<std::string> Candidates() {
  const char* environment = std::getenv("WATCHWORD_REPOSITORY");
  if (environment != nullptr && *environment != '\0') return {environment};
  return {pack::ProgramFolder() + "/" + kRepositoryFile, std::string("/etc/watchword/") + kRepositoryFile};
}

std::string FolderOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

// Names stand before and after a "." in what is installed.
bool IsPlainName(const std::string& name) {
  return store::IsPackName(name) && name.find('.') == std::string::npos && name.size() <= 30;
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

Status ReadPacks(const JsonCursor& from, Repository& to) {
  if (!from.Has("packs") && to.is_first) {
    to.packs = {kBasePack};
    return {};
  }
  const auto elements = from.Elements("packs");
  if (!elements) return elements.error();
  for (const JsonCursor& at : *elements) {
    auto name = at.String();
    if (!name) return name.error();
    if (!IsPlainName(*name)) return at.Complaint("expected small letters, digits, \"-\", at most 30");
    if (*name == kBasePack && !to.is_first)
      return at.Complaint("the base pack comes from the first repository alone");
    if (std::find(to.packs.begin(), to.packs.end(), *name) != to.packs.end())
      return at.Complaint("there twice");
    to.packs.push_back(*std::move(name));
  }
  if (to.packs.empty() || to.packs.size() > kMostPacks)
    return from.Member("packs")->Complaint("expected 1 to " + std::to_string(kMostPacks) + " names");
  return {};
}

Result<std::string> ReadName(const JsonCursor& from, bool is_first) {
  auto name = from.String("name");
  if (!name) return name;
  if (is_first ? store::IsPackName(*name) : IsPlainName(*name)) return name;
  return from.Member("name")->Complaint("expected small letters, digits, \"-\"");
}

Result<std::string> ReadFirstRoot(const JsonCursor& from, const std::string& folder,
                                  const base::FileSystem& files) {
  const auto root = from.String("root");
  if (!root) return root;
  if (root->empty() || root->find('/') != std::string::npos)
    return from.Member("root")->Complaint("expected the name of a file in the same folder");
  return files.Read(folder + "/" + *root, tuf::kMaxRootBytes);
}

Status ReadInto(const JsonCursor& from, const std::string& folder, const base::FileSystem& files,
                Repository& to) {
  if (const Status known = from.OnlyMembers({"name", "root", "mirrors", "ca_file", "packs"}); !known)
    return known;
  auto name = ReadName(from, to.is_first);
  if (!name) return name.error();
  to.name = *std::move(name);
  auto ca_file = from.StringOr("ca_file", "");
  if (!ca_file) return ca_file.error();
  to.ca_file = *std::move(ca_file);
  if (const Status read = ReadMirrors(from, to.mirrors); !read) return read;
  if (const Status read = ReadPacks(from, to); !read) return read;
  auto root = ReadFirstRoot(from, folder, files);
  if (!root) return root.error();
  to.first_root = *std::move(root);
  return {};
}

Status ReadFile(const std::string& path, const base::FileSystem& files, Repository& to) {
  const auto text = files.Read(path);
  if (!text) return text.error();
  const auto json = base::ParseJson(*text);
  if (!json) return Context(path, json.error());
  const Status read = ReadInto(JsonCursor(*json), FolderOf(path), files, to);
  return read ? Status() : Context(path, read.error());
}

class Reader {
 public:
  explicit Reader(const base::FileSystem& files) : files_(files) {}

  void Take(const std::string& path, bool is_first) {
    Repository repository{.is_first = is_first};
    Status good = ReadFile(path, files_, repository);
    if (good) good = CheckRoom(path, repository);
    if (!good) {
      found_.unreadable.push_back({path, good.error()});
      return;
    }
    file_of_.emplace(repository.name, path);
    packs_ += repository.packs.size();
    found_.all.push_back(std::move(repository));
  }

  Repositories Finish() { return std::move(found_); }
  bool found() const { return !found_.all.empty() || !found_.unreadable.empty(); }

 private:
  Status CheckRoom(const std::string& path, const Repository& one) const {
    const auto same = file_of_.find(one.name);
    if (same != file_of_.end())
      return Error{ErrorCode::kInvalid,
                   path + ": /name: " + same->second + " is called " + one.name + " already"};
    const auto too_many = [&path](std::size_t most, const char* what) {
      return Error{ErrorCode::kTooLarge,
                   path + ": with it there are more than " + std::to_string(most) + " " + what};
    };
    if (found_.all.size() == kMostRepositories) return too_many(kMostRepositories, "repositories");
    if (packs_ + one.packs.size() > kMostPacksOfAll) return too_many(kMostPacksOfAll, "packs");
    return {};
  }

  const base::FileSystem& files_;
  std::map<std::string, std::string> file_of_;  // by name
  std::size_t packs_ = 0;
  Repositories found_;
};

// repositories/*.json of one folder, not those below it.
std::vector<std::string> FilesOfOrganisations(const std::string& folder, const base::FileSystem& files) {
  std::vector<std::string> paths;
  const auto names = files.ListFiles(folder);
  if (!names) return paths;  // most have none
  for (const std::string& name : *names) {
    const bool is_one = name.ends_with(".json") && name.find('/') == std::string::npos &&
                        !name.ends_with(".root.json") && name != "root.json";
    if (is_one) paths.push_back(folder + "/" + name);
  }
  return paths;
}

}  // namespace

Result<Repositories> ReadRepositories(const base::FileSystem& files) {
  Reader reader(files);
  std::string looked;
  std::vector<std::string> folders;
  for (const std::string& path : Candidates()) {
    looked += (looked.empty() ? "" : ", ") + path;
    folders.push_back(FolderOf(path) + "/" + kMoreRepositories);
    if (!reader.found() && files.Kind(path) == base::FileKind::kFile) reader.Take(path, true);
  }
  for (const std::string& folder : folders) {
    for (const std::string& path : FilesOfOrganisations(folder, files)) reader.Take(path, false);
  }
  if (reader.found()) return reader.Finish();
  return Error{ErrorCode::kNotFound, "no repository to ask for newer patterns: looked for " + looked};
}

}  // namespace watchword::update

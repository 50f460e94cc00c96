// SPDX-License-Identifier: Apache-2.0
#include "tuf/metadata.h"

#include <array>

#include "tuf/fields.h"

namespace watchword::tuf {
namespace {

constexpr std::array<const char*, 4> kTopLevel = {kRoot, kTimestamp, kSnapshot, kTargets};
constexpr std::string_view kEnding = ".json";

Result<std::map<std::string, Role>> ReadRoles(const base::JsonCursor& part) {
  const auto member = part.Member("roles");
  if (!member) return member.error();
  const auto members = member->Members();
  if (!members) return members.error();
  std::map<std::string, Role> roles;
  for (const auto& [name, cursor] : *members) {
    if (const Status read = ReadRole(cursor, roles[name]); !read) return read.error();
  }
  for (const char* name : kTopLevel) {
    if (!roles.contains(name)) return member->Complaint(std::string("there is no role ") + name);
  }
  return roles;
}

Result<FileInfo> ReadFileInfo(const base::JsonCursor& part) {
  FileInfo info;
  const auto version = part.Integer("version", 1, kMaxInteger);
  if (!version) return version.error();
  info.version = *version;
  if (part.Has("length")) {
    const auto length = part.Integer("length", 0, kMaxInteger);
    if (!length) return length.error();
    info.length = static_cast<std::size_t>(*length);
  }
  auto hashes = ReadHashes(part);
  if (!hashes) return hashes.error();
  info.hashes = *std::move(hashes);
  return info;
}

// The member "meta": file names without their ending.
Result<std::map<std::string, FileInfo>> ReadMeta(const base::JsonCursor& part) {
  const auto member = part.Member("meta");
  if (!member) return member.error();
  const auto members = member->Members();
  if (!members) return members.error();
  std::map<std::string, FileInfo> files;
  for (const auto& [name, cursor] : *members) {
    if (!name.ends_with(kEnding)) return cursor.Complaint("the name does not end in .json");
    auto info = ReadFileInfo(cursor);
    if (!info) return info.error();
    files.emplace(name.substr(0, name.size() - kEnding.size()), *std::move(info));
  }
  return files;
}

}  // namespace

bool IsTopLevel(const std::string& role) {
  for (const char* name : kTopLevel) {
    if (role == name) return true;
  }
  return false;
}

Result<Root> ReadRoot(const base::JsonCursor& part) {
  Root root;
  if (const Status head = ReadHead(part, kRoot, root); !head) return head.error();
  const auto consistent = part.Flag("consistent_snapshot");
  if (!consistent) return consistent.error();
  root.consistent_snapshot = *consistent;
  auto keys = ReadKeys(part);
  if (!keys) return keys.error();
  root.keys = *std::move(keys);
  auto roles = ReadRoles(part);
  if (!roles) return roles.error();
  root.roles = *std::move(roles);
  return root;
}

Result<Timestamp> ReadTimestamp(const base::JsonCursor& part) {
  Timestamp timestamp;
  if (const Status head = ReadHead(part, kTimestamp, timestamp); !head) return head.error();
  auto files = ReadMeta(part);
  if (!files) return files.error();
  if (files->size() != 1 || !files->contains(kSnapshot))
    return Error{ErrorCode::kInvalid, "/signed/meta: has other entries than snapshot.json"};
  timestamp.snapshot = files->at(kSnapshot);
  return timestamp;
}

Result<Snapshot> ReadSnapshot(const base::JsonCursor& part) {
  Snapshot snapshot;
  if (const Status head = ReadHead(part, kSnapshot, snapshot); !head) return head.error();
  auto files = ReadMeta(part);
  if (!files) return files.error();
  if (!files->contains(kTargets)) return Error{ErrorCode::kInvalid, "/signed/meta: there is no targets.json"};
  snapshot.roles = *std::move(files);
  return snapshot;
}

}  // namespace watchword::tuf

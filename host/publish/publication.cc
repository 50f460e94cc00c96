// SPDX-License-Identifier: Apache-2.0
// From changed roles to files on a web server, and back.
#include <algorithm>
#include <charconv>
#include <set>

#include "publish/repository.h"
#include "tuf/client.h"
#include "tuf/limits.h"
#include "tuf/names.h"
#include "tuf/time.h"

namespace watchword::publish {
namespace {

using tuf::Json;

constexpr const char* kTimestampFile = "metadata/timestamp.json";
constexpr std::string_view kJsonEnding = ".json";

Json Describe(const Json& part, const std::string& bytes) {
  Json info;
  info["version"] = part["version"];
  info["length"] = bytes.size();
  info["hashes"]["sha256"] = tuf::Sha256Hex(bytes);
  return info;
}

// 12 of "12.root.json"; 0 for other files.
std::int64_t RootVersion(const std::string& file) {
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), version);
  const std::string_view rest(end, static_cast<std::size_t>(file.data() + file.size() - end));
  return error == std::errc() && rest == ".root.json" ? version : 0;
}

Result<std::int64_t> NewestRoot(const base::FileSystem& files, const std::string& folder) {
  const auto names = files.ListFiles(folder + "/metadata");
  if (!names) return names.error();
  std::int64_t newest = 0;
  for (const std::string& name : *names) newest = std::max(newest, RootVersion(name));
  if (newest == 0) return Error{ErrorCode::kNotFound, folder + "/metadata: there is no root"};
  return newest;
}

// What nobody asks for yet comes first, what makes it asked for last.
int Turn(const std::string& file) {
  if (file.starts_with("targets/")) return 0;
  if (file == kTimestampFile) return 2;
  return RootVersion(file.substr(file.rfind('/') + 1)) == 0 ? 1 : 3;
}

}  // namespace

Status Repository::Load(const base::FileSystem& files, const std::string& folder, const std::string& name,
                        const std::string& role) {
  const std::string path = folder + "/metadata/" + name;
  auto bytes = files.Read(path, tuf::kMaxTargetsBytes);
  if (!bytes) return bytes.error();
  auto json = tuf::ParseStrict(*bytes);
  if (!json) return Context(path, json.error());
  const base::JsonCursor file(*json);
  const auto part = file.Member("signed");
  if (!part) return Context(path, part.error());
  const auto version = part->Integer("version", 1, INT64_MAX);
  if (!version) return Context(path, version.error());
  const auto signatures = file.Elements("signatures");
  if (!signatures) return Context(path, signatures.error());
  documents_[role] = {part->json(), (*json)["signatures"], *std::move(bytes)};
  return {};
}

Result<Repository> Repository::Open(const base::FileSystem& files, const std::string& folder) {
  Repository repository;
  const auto root = NewestRoot(files, folder);
  if (!root) return root.error();
  Status loaded = repository.Load(files, folder, std::to_string(*root) + ".root.json", tuf::kRoot);
  if (loaded) loaded = repository.Load(files, folder, "timestamp.json", tuf::kTimestamp);
  if (!loaded) return loaded.error();
  const auto timestamp = tuf::ReadTimestamp(base::JsonCursor(repository.Read(tuf::kTimestamp)));
  if (!timestamp) return Context(folder + "/metadata/timestamp.json", timestamp.error());
  const std::string snapshot_file = std::to_string(timestamp->snapshot.version) + ".snapshot.json";
  loaded = repository.Load(files, folder, snapshot_file, tuf::kSnapshot);
  if (!loaded) return loaded.error();
  const auto snapshot = tuf::ReadSnapshot(base::JsonCursor(repository.Read(tuf::kSnapshot)));
  if (!snapshot) return Context(folder + "/metadata/" + snapshot_file, snapshot.error());
  for (const auto& [role, info] : snapshot->roles) {
    loaded =
        repository.Load(files, folder, std::to_string(info.version) + "." + tuf::Quote(role) + ".json", role);
    if (!loaded) return loaded.error();
  }
  return repository;
}

Json Repository::Meta() const {
  Json meta = Json::object();
  for (const auto& [role, document] : documents_) {
    if (role == tuf::kRoot || role == tuf::kSnapshot || role == tuf::kTimestamp) continue;
    meta[role + std::string(kJsonEnding)] = Describe(document.part, document.bytes);
  }
  return meta;
}

Status Repository::SignTop(const OnlineKeys& keys, base::Time snapshot_expires,
                           base::Time timestamp_expires) {
  const Json meta = Meta();
  const bool is_same = !HasUnsignedChanges(tuf::kSnapshot) && Read(tuf::kSnapshot)["meta"] == meta &&
                       Read(tuf::kSnapshot)["expires"] == tuf::ToText(snapshot_expires);
  if (!is_same) {
    SetExpiry(tuf::kSnapshot, snapshot_expires);
    Edit(tuf::kSnapshot)["meta"] = meta;
    if (Status done = Sign(tuf::kSnapshot, keys.snapshot); !done) return done;
  }
  const Document& snapshot = documents_.at(tuf::kSnapshot);
  SetExpiry(tuf::kTimestamp, timestamp_expires);
  Edit(tuf::kTimestamp)["meta"] = Json{{"snapshot.json", Describe(snapshot.part, snapshot.bytes)}};
  return Sign(tuf::kTimestamp, keys.timestamp);
}

Status Repository::Check(base::Time now) const {
  return CheckRoles(now, [](const std::string&) { return true; });
}

Status Repository::CheckSigned(base::Time now) const {
  return CheckRoles(now, [&](const std::string& role) { return files_.contains(NameOf(role)); });
}

Status Repository::CheckRoles(base::Time now,
                              const std::function<bool(const std::string&)>& is_wanted) const {
  auto trusted = tuf::TrustedSet::Begin(documents_.at(tuf::kRoot).bytes, now);
  if (!trusted) return Context(tuf::kRoot, trusted.error());
  if (const Status valid = trusted->FinishRoots(); !valid) return Context(tuf::kRoot, valid.error());
  const auto timestamp = trusted->AddTimestamp(documents_.at(tuf::kTimestamp).bytes);
  if (!timestamp) return Context(tuf::kTimestamp, timestamp.error());
  const Status snapshot = trusted->AddSnapshot(documents_.at(tuf::kSnapshot).bytes);
  if (!snapshot) return Context(tuf::kSnapshot, snapshot.error());
  const auto top = trusted->CheckTargets(documents_.at(tuf::kTargets).bytes);
  if (!top) return Context(tuf::kTargets, top.error());
  std::vector<tuf::TrustedTargets> waiting = {*top};
  std::set<std::string> seen;  // with other keys a role may be reached again: these are checked all the same
  while (!waiting.empty()) {
    const tuf::TrustedTargets from = std::move(waiting.back());
    waiting.pop_back();
    for (const tuf::Delegation& delegation : from->delegations) {
      const auto document = documents_.find(delegation.name);
      if (document == documents_.end())
        return Error{ErrorCode::kInvalid, "there is no role \"" + delegation.name + "\""};
      if (!is_wanted(delegation.name)) continue;
      auto targets = trusted->CheckDelegated(document->second.bytes, delegation, from->keys);
      if (!targets) return Context(delegation.name, targets.error());
      if (seen.insert(delegation.name).second) waiting.push_back(*std::move(targets));
    }
  }
  return {};
}

Status Repository::WriteTo(base::FileSystem& files, const std::string& folder) const {
  for (const int turn : {0, 1, 2, 3}) {
    for (const auto& [name, bytes] : files_) {
      if (Turn(name) != turn) continue;
      if (Status written = files.Write(folder + "/" + name, bytes); !written) return written;
    }
  }
  return {};
}

}  // namespace watchword::publish

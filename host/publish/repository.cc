// SPDX-License-Identifier: Apache-2.0
#include "publish/repository.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tuf/metadata.h"
#include "tuf/names.h"
#include "tuf/time.h"

namespace watchword::publish {
namespace {

using tuf::Json;

constexpr const char* kSpecVersion = "1.0.34";
constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789._-/";
constexpr std::string_view kPattern = "abcdefghijklmnopqrstuvwxyz0123456789._-/*?";

Json Blank(const char* type) {
  Json part;
  part["_type"] = type;
  part["spec_version"] = kSpecVersion;
  part["version"] = 1;
  part["expires"] = tuf::ToText({});
  return part;
}

Json BlankTargets() {
  Json part = Blank(tuf::kTargets);
  part["targets"] = Json::object();
  return part;
}

Status CheckName(const std::string& name, std::string_view allowed) {
  const bool is_plain = !name.empty() && name.find_first_not_of(allowed) == std::string::npos;
  if (is_plain && name.find("..") == std::string::npos && name.front() != '/') return {};
  return Error{ErrorCode::kInvalid, "\"" + name + "\": a name has small letters, digits and ._-/ only"};
}

Status CheckDelegation(const NewDelegation& delegation) {
  if (tuf::IsTopLevel(delegation.name))
    return Error{ErrorCode::kInvalid, "\"" + delegation.name + "\" is a role of the top level"};
  if (Status checked = CheckName(delegation.name, kPlain); !checked) return checked;
  for (const std::string& path : delegation.paths) {
    if (Status checked = CheckName(path, kPattern); !checked) return checked;
  }
  return {};
}

// "keyids" and "threshold"; the keys themselves go to `keys`.
void Write(const Signers& signers, Json& role, Json& keys) {
  role["keyids"] = Json::array();
  for (const PublicPart& key : signers.keys) {
    role["keyids"].push_back(key.id);
    keys[key.id] = key.key;
  }
  role["threshold"] = signers.threshold;
}

// The specification wants each key id once.
void SetSignature(const std::string& id, const std::string& signature, Json& signatures) {
  for (Json& entry : signatures) {
    if (entry["keyid"] != id) continue;
    entry["sig"] = signature;
    return;
  }
  signatures.push_back({{"keyid", id}, {"sig", signature}});
}

// Keys that no role has any more.
void DropUnused(Json& root) {
  std::set<std::string> used;
  for (const Json& role : root["roles"]) {
    for (const Json& id : role["keyids"]) used.insert(id.get<std::string>());
  }
  Json kept = Json::object();
  for (const auto& [id, key] : root["keys"].items()) {
    if (used.contains(id)) kept[id] = key;
  }
  root["keys"] = std::move(kept);
}

std::string TargetName(const std::string& path, const std::string& hash) {
  const auto slash = path.rfind('/');
  std::string name = path;
  name.insert(slash == std::string::npos ? 0 : slash + 1, hash + ".");
  return "targets/" + name;
}

}  // namespace

Repository::Repository() {
  Json root = Blank(tuf::kRoot);
  root["consistent_snapshot"] = true;
  root["keys"] = Json::object();
  root["roles"] = Json::object();
  documents_[tuf::kRoot].part = std::move(root);
  documents_[tuf::kTargets].part = BlankTargets();
  for (const char* role : {tuf::kSnapshot, tuf::kTimestamp}) {
    documents_[role].part = Blank(role);
    documents_[role].part["meta"] = Json::object();
  }
}

void Repository::SetSigners(const std::string& role, const Signers& signers) {
  Json& root = Edit(tuf::kRoot);
  Write(signers, root["roles"][role], root["keys"]);
  DropUnused(root);
}

Status Repository::Delegate(const std::string& delegator, const NewDelegation& delegation) {
  if (Status checked = CheckDelegation(delegation); !checked) return checked;
  Json entry;
  entry["name"] = delegation.name;
  entry["paths"] = delegation.paths;
  entry["terminating"] = delegation.terminating;
  Json& delegations = Edit(delegator)["delegations"];
  if (!delegations.contains("keys")) delegations["keys"] = Json::object();
  Write(delegation.signers, entry, delegations["keys"]);
  Json& roles = delegations["roles"];
  if (roles.is_null()) roles = Json::array();
  const auto same = std::find_if(roles.begin(), roles.end(),
                                 [&](const Json& role) { return role["name"] == delegation.name; });
  if (same == roles.end()) {
    roles.push_back(std::move(entry));
  } else {
    *same = std::move(entry);
  }
  if (!HasRole(delegation.name)) documents_[delegation.name].part = BlankTargets();
  return {};
}

void Repository::SetExpiry(const std::string& role, base::Time time) {
  Edit(role)["expires"] = tuf::ToText(time);
}

Status Repository::AddTarget(const std::string& role, const std::string& path, std::string bytes,
                             const Json& custom) {
  if (Status checked = CheckName(path, kPlain); !checked) return checked;
  const std::string hash = tuf::Sha256Hex(bytes);
  Json target;
  target["length"] = bytes.size();
  target["hashes"]["sha256"] = hash;
  if (!custom.is_null()) target["custom"] = custom;
  Edit(role)["targets"][path] = std::move(target);
  files_[TargetName(path, hash)] = std::move(bytes);
  return {};
}

Status Repository::RemoveTarget(const std::string& role, const std::string& path) {
  if (!HasRole(role) || !Read(role)["targets"].contains(path))
    return Error{ErrorCode::kNotFound, path + ": not a target of the role " + role};
  Edit(role)["targets"].erase(path);
  return {};
}

bool Repository::HasUnsignedChanges(const std::string& role) const {
  return documents_.at(role).signatures.empty();
}

Json& Repository::Edit(const std::string& role) {
  Document& document = documents_[role];
  if (document.part.is_null()) document.part = BlankTargets();
  if (!document.signatures.empty()) {
    document.part["version"] = document.part["version"].get<std::int64_t>() + 1;
    document.signatures = Json::array();
  }
  return document.part;
}

std::string Repository::NameOf(const std::string& role) const {
  const std::string file = tuf::Quote(role) + ".json";
  return "metadata/" + (role == tuf::kTimestamp ? file : Read(role)["version"].dump() + "." + file);
}

Status Repository::Sign(const std::string& role, const std::vector<SigningKey>& keys) {
  Document& document = documents_.at(role);
  const auto canonical = tuf::Canonical(document.part);
  if (!canonical) return Context(role, canonical.error());
  for (const SigningKey& key : keys) {
    const auto signature = key.Sign(*canonical);
    if (!signature) return Context(role, signature.error());
    SetSignature(key.public_part().id, *signature, document.signatures);
  }
  Json file;
  file["signatures"] = document.signatures;
  file["signed"] = document.part;
  document.bytes = file.dump(1);
  files_[NameOf(role)] = document.bytes;
  return {};
}

}  // namespace watchword::publish

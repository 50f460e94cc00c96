// SPDX-License-Identifier: Apache-2.0
#include "tuf/fields.h"

#include <set>

#include "tuf/time.h"

namespace watchword::tuf {
namespace {

Status CheckType(const base::JsonCursor& part, const char* type) {
  const auto found = part.String("_type");
  if (!found) return found.error();
  if (*found != type)
    return Error{ErrorCode::kInvalid, "/signed/_type: is \"" + *found + "\", not \"" + type + "\""};
  const auto version = part.String("spec_version");
  if (!version) return version.error();
  if (!version->starts_with("1."))
    return Error{ErrorCode::kUnsupported, "/signed/spec_version: " + *version + ", we know 1.x"};
  return {};
}

}  // namespace

Status ReadHead(const base::JsonCursor& part, const char* type, Head& head) {
  if (Status checked = CheckType(part, type); !checked) return checked;
  const auto version = part.Integer("version", 1, kMaxInteger);
  if (!version) return version.error();
  const auto expires = part.String("expires");
  if (!expires) return expires.error();
  const auto time = ParseTime(*expires);
  if (!time) return Error{ErrorCode::kInvalid, "/signed/expires: \"" + *expires + "\" is no time"};
  head.version = *version;
  head.expires = *time;
  return {};
}

Result<Keys> ReadKeys(const base::JsonCursor& part) {
  const auto member = part.Member("keys");
  if (!member) return member.error();
  const auto members = member->Members();
  if (!members) return members.error();
  Keys keys;
  for (const auto& [id, cursor] : *members) {
    if (!cursor.json().is_object()) return cursor.Complaint("expected an object");
    if (auto key = PublicKey::Load(cursor.json())) keys.emplace(id, *std::move(key));
  }
  return keys;
}

Status ReadRole(const base::JsonCursor& part, Role& role) {
  auto ids = part.Strings("keyids");
  if (!ids) return ids.error();
  const auto threshold = part.Integer("threshold", 1, kMaxInteger);
  if (!threshold) return threshold.error();
  std::set<std::string> seen;
  for (const std::string& id : *ids) {
    if (!seen.insert(id).second) return part.Complaint("the key " + id + " is there twice");
  }
  role.key_ids = *std::move(ids);
  role.threshold = *threshold;
  return {};
}

Result<Hashes> ReadHashes(const base::JsonCursor& part) {
  Hashes hashes;
  if (!part.Has("hashes")) return hashes;
  const auto member = part.Member("hashes");
  if (!member) return member.error();
  const auto members = member->Members();
  if (!members) return members.error();
  for (const auto& [name, cursor] : *members) {
    auto digest = cursor.String();
    if (!digest) return digest.error();
    hashes.emplace(name, *std::move(digest));
  }
  return hashes;
}

}  // namespace watchword::tuf

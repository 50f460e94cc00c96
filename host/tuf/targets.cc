// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "tuf/fields.h"
#include "tuf/names.h"

namespace watchword::tuf {
namespace {

Result<TargetInfo> ReadTarget(const base::JsonCursor& part) {
  TargetInfo info;
  const auto length = part.Integer("length", 0, kMaxInteger);
  if (!length) return length.error();
  info.length = static_cast<std::size_t>(*length);
  auto hashes = ReadHashes(part);
  if (!hashes) return hashes.error();
  if (hashes->empty()) return part.Complaint("there is no hash");
  info.hashes = *std::move(hashes);
  if (part.Has("custom")) info.custom = part.json()["custom"];
  return info;
}

Status ReadTargetList(const base::JsonCursor& part, Targets& targets) {
  const auto member = part.Member("targets");
  if (!member) return member.error();
  const auto members = member->Members();
  if (!members) return members.error();
  for (const auto& [path, cursor] : *members) {
    auto info = ReadTarget(cursor);
    if (!info) return info.error();
    targets.targets.emplace(path, *std::move(info));
  }
  return {};
}

Status ReadCoverage(const base::JsonCursor& part, Delegation& delegation) {
  if (part.Has("paths") == part.Has("path_hash_prefixes"))
    return part.Complaint("has to have either paths or path_hash_prefixes");
  const bool by_pattern = part.Has("paths");
  auto list = part.Strings(by_pattern ? "paths" : "path_hash_prefixes");
  if (!list) return list.error();
  (by_pattern ? delegation.paths : delegation.path_prefixes) = *std::move(list);
  return {};
}

Result<Delegation> ReadDelegation(const base::JsonCursor& part) {
  Delegation delegation;
  auto name = part.String("name");
  if (!name) return name.error();
  if (name->empty() || IsTopLevel(*name))
    return part.Complaint("a delegated role cannot be called \"" + *name + "\"");
  delegation.name = *std::move(name);
  if (const Status role = ReadRole(part, delegation); !role) return role.error();
  const auto terminating = part.Flag("terminating");
  if (!terminating) return terminating.error();
  delegation.terminating = *terminating;
  if (const Status coverage = ReadCoverage(part, delegation); !coverage) return coverage.error();
  return delegation;
}

Status ReadDelegations(const base::JsonCursor& part, Targets& targets) {
  if (part.Has("succinct_roles"))
    return Error{ErrorCode::kUnsupported, part.pointer() + "/succinct_roles: we do not know this kind"};
  auto keys = ReadKeys(part);
  if (!keys) return keys.error();
  targets.keys = *std::move(keys);
  const auto roles = part.Elements("roles");
  if (!roles) return roles.error();
  std::set<std::string> names;
  for (const base::JsonCursor& role : *roles) {
    auto delegation = ReadDelegation(role);
    if (!delegation) return delegation.error();
    if (!names.insert(delegation->name).second)
      return role.Complaint("the role \"" + delegation->name + "\" is there twice");
    targets.delegations.push_back(*std::move(delegation));
  }
  return {};
}

}  // namespace

bool Delegation::Covers(const std::string& path) const {
  const auto matches = [&](const std::string& pattern) { return Matches(path, pattern); };
  if (std::any_of(paths.begin(), paths.end(), matches)) return true;
  if (path_prefixes.empty()) return false;
  const std::string hash = Sha256Hex(path);
  return std::any_of(path_prefixes.begin(), path_prefixes.end(),
                     [&](const std::string& prefix) { return hash.starts_with(base::LowerAscii(prefix)); });
}

Result<Targets> ReadTargets(const base::JsonCursor& part) {
  Targets targets;
  if (const Status head = ReadHead(part, kTargets, targets); !head) return head.error();
  if (const Status list = ReadTargetList(part, targets); !list) return list.error();
  if (!part.Has("delegations")) return targets;
  const auto delegations = part.Member("delegations");
  if (!delegations) return delegations.error();
  if (const Status read = ReadDelegations(*delegations, targets); !read) return read.error();
  return targets;
}

}  // namespace watchword::tuf

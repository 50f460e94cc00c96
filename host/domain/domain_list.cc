// SPDX-License-Identifier: Apache-2.0
#include "domain/domain_list.h"

#include <algorithm>

namespace watchword::domain {
namespace {

// "/a/b/c/" has the beginnings "/a/b/c", "/a/b", "/a", longest first.
std::vector<std::string_view> Beginnings(std::string_view path) {
  std::vector<std::string_view> beginnings;
  for (std::size_t end = 1; end <= path.size() && beginnings.size() < kMaxPathSegments; ++end) {
    const bool whole = end == path.size() || path[end] == '/';
    if (whole && path[end - 1] != '/') beginnings.push_back(path.substr(0, end));
  }
  std::reverse(beginnings.begin(), beginnings.end());
  return beginnings;
}

// Tells that names with this ending are listed.
std::string EndingKey(std::string_view label) {
  return "*." + std::string(label);
}

}  // namespace

void DomainListBuilder::Add(std::string_view entry, Group group) {
  names_.Add(entry, group);
  const std::string_view name = entry.substr(0, entry.find('/'));
  const auto dot = name.rfind('.');
  const bool is_bad_name = group != kGoodGroup && dot != std::string_view::npos;
  if (is_bad_name && endings_.insert(std::string(name.substr(dot + 1))).second)
    names_.Add(EndingKey(name.substr(dot + 1)), kGoodGroup);
  // Tells that it is worth looking for paths of this host.
  const auto slash = entry.find('/');
  if (slash != std::string_view::npos) names_.Add(entry.substr(0, slash + 1), kGoodGroup);
}

bool DomainList::KnowsEnding(std::string_view label) const {
  const auto host = HostName::Parse(label);
  return host && names_.Find(EndingKey(host->ascii()));
}

std::optional<ListHit> DomainList::FindPath(std::string_view name, std::string_view path) const {
  if (!names_.Find(std::string(name) + "/")) return std::nullopt;
  for (const std::string_view beginning : Beginnings(path)) {
    std::string entry = std::string(name) + std::string(beginning);
    const auto group = names_.Find(entry);
    if (group && *group != kGoodGroup) return ListHit{*group, std::move(entry)};
  }
  return std::nullopt;
}

std::optional<ListHit> DomainList::Find(const HostName& host, std::string_view path) const {
  for (const std::string_view name : host.suffixes()) {
    if (path.size() > 1) {
      if (auto hit = FindPath(name, path)) return hit;
    }
    const auto group = names_.Find(name);
    if (!group) continue;
    if (*group == kGoodGroup) return std::nullopt;
    return ListHit{*group, std::string(name)};
  }
  return std::nullopt;
}

std::optional<ListHit> DomainList::FindExactly(std::string_view entry) const {
  const auto group = names_.Find(entry);
  if (!group || *group == kGoodGroup) return std::nullopt;
  return ListHit{*group, std::string(entry)};
}

}  // namespace watchword::domain

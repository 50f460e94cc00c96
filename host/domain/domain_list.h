// SPDX-License-Identifier: Apache-2.0
// Known names: bad ones by group, and good ones that are never called bad.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/host_name.h"
#include "domain/name_table.h"

namespace watchword::domain {

// The group of good names.
inline constexpr Group kGoodGroup = 255;

// Deeper paths are not listed.
inline constexpr std::size_t kMaxPathSegments = 4;

struct ListHit {
  Group group = 0;   // below kGoodGroup
  std::string name;  // what is listed: the host, a parent of it, or "host/path"
};

// Writes keys so that DomainList finds them.
class DomainListBuilder {
 public:
  explicit DomainListBuilder(std::uint64_t seed) : names_(seed) {}

  // "name.example", or "name.example/a/path" for one tenant of a shared host; in normal form. What has no dot
  // is found by FindExactly alone.
  void Add(std::string_view entry, Group group);

  Result<std::vector<std::byte>> Finish() && { return std::move(names_).Finish(); }

 private:
  NameTableBuilder names_;
  std::set<std::string> endings_;
};

// Immutable.
class DomainList {
 public:
  DomainList() = default;
  explicit DomainList(NameTable names) : names_(names) {}

  // What says most about an address: its path, then its name, then the parents of its name. Where a good name
  // comes first, nothing. `path` as PathOf gives it.
  std::optional<ListHit> Find(const HostName& host, std::string_view path = {}) const;

  // The entry itself, whatever it is: its parents are not asked.
  std::optional<ListHit> FindExactly(std::string_view entry) const;

  // Whether names that end with this label are listed; any spelling of it.
  bool KnowsEnding(std::string_view label) const;

 private:
  std::optional<ListHit> FindPath(std::string_view name, std::string_view path) const;

  NameTable names_;
};

}  // namespace watchword::domain

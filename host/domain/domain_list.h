// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/host_name.h"

namespace watchword::domain {

struct ListHit {
  std::string list;  // id of the list
  std::string name;  // the listed name: the host itself or a parent of it
};

// Known bad names. Immutable.
class DomainList {
 public:
  DomainList() = default;
  explicit DomainList(const std::map<std::string, std::vector<std::string>>& names_by_list);

  std::optional<ListHit> Find(const HostName& host) const;

 private:
  std::map<std::string, std::string, std::less<>> list_of_;
};

}  // namespace watchword::domain

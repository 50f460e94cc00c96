// SPDX-License-Identifier: Apache-2.0
#include "domain/domain_list.h"

namespace watchword::domain {

DomainList::DomainList(const std::map<std::string, std::vector<std::string>>& names_by_list) {
  for (const auto& [list, names] : names_by_list) {
    for (const std::string& name : names) {
      if (const auto host = HostName::Parse(name)) list_of_.emplace(host->ascii(), list);
    }
  }
}

std::optional<ListHit> DomainList::Find(const HostName& host) const {
  for (const std::string_view suffix : host.Suffixes()) {
    const auto found = list_of_.find(suffix);
    if (found != list_of_.end()) return ListHit{found->second, found->first};
  }
  return std::nullopt;
}

}  // namespace watchword::domain

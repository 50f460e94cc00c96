// SPDX-License-Identifier: Apache-2.0
#include "pack/keeps_half.h"

#include <algorithm>
#include <map>
#include <string>

namespace watchword::pack {
namespace {

using Counts = std::map<std::string, std::size_t>;

Counts CountsOf(const Pack& pack) {
  Counts counts;
  for (const Rule& rule : pack.rules) {
    ++counts["rules"];
    ++counts["rules in " + rule.language];
  }
  for (const DomainList& list : pack.domains) {
    for (const DomainGroup& group : list.groups)
      counts["listed names"] +=
          static_cast<std::size_t>(std::count(group.names.begin(), group.names.end(), '\n'));
  }
  return counts;
}

}  // namespace

Status CheckKeepsHalf(const Pack& live, const Pack& next) {
  const Counts after = CountsOf(next);
  for (const auto& [what, before] : CountsOf(live)) {
    const auto found = after.find(what);
    const std::size_t left = found == after.end() ? 0 : found->second;
    if (2 * left >= before) continue;
    return Error{ErrorCode::kInvalid, "it has " + std::to_string(left) + " " + what + ", where " +
                                          std::to_string(before) + " are live: that would silence"};
  }
  return {};
}

}  // namespace watchword::pack

// SPDX-License-Identifier: Apache-2.0
#include "compile/domain_tables.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "contact/wallets.h"
#include "domain/domain_list.h"
#include "domain/public_suffixes.h"
#include "pack/brands.h"

namespace watchword::compile {
namespace {

struct NumberedGroup {
  const pack::DomainGroup* group = nullptr;
  domain::Group number = 0;
};

Result<std::vector<NumberedGroup>> GroupsOf(const pack::Pack& pack) {
  std::vector<NumberedGroup> groups;
  for (const pack::DomainList& list : pack.domains) {
    for (const pack::DomainGroup& group : list.groups) {
      if (groups.size() == domain::kMaxGroups) {
        return Error{ErrorCode::kTooLarge, list.id + ": with it the lists have more than " +
                                               std::to_string(domain::kMaxGroups) + " groups"};
      }
      groups.push_back({&group, static_cast<domain::Group>(groups.size())});
    }
  }
  return groups;
}

// Calls `visit` with each line that is not empty.
template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.empty()) visit(line);
  }
}

Result<domain::PublicSuffixes> SuffixesOf(const pack::Pack& pack) {
  if (pack.public_suffixes.empty()) return domain::PublicSuffixes::BuiltIn();
  return domain::PublicSuffixes::Load(pack.public_suffixes);
}

// A pack may be anybody's: a suffix on its list would stop half of the web.
bool MayBeListed(std::string_view entry, const domain::PublicSuffixes& suffixes) {
  if (contact::FromListEntry(entry)) return true;
  const auto host = domain::HostName::Parse(entry);
  if (!host || host->ascii() != entry.substr(0, entry.find('/'))) return false;
  return entry.find('/') != std::string_view::npos || !suffixes.IsSuffix(*host);
}

// What the table calls bad; paths the browser cannot stop by name.
Result<std::string> BlockNames(const std::vector<NumberedGroup>& groups, const std::vector<std::byte>& table,
                               std::uint64_t seed) {
  const auto names = domain::NameTable::Read(table, seed);
  if (!names) return names.error();
  const domain::DomainList list(*names);
  std::string block_names;
  std::size_t count = 0;
  for (const NumberedGroup& one : groups) {
    ForEachLine(one.group->names, [&](std::string_view entry) {
      if (count == kMaxBlockNames || entry.find('/') != std::string_view::npos) return;
      const auto host = domain::HostName::Parse(entry);
      if (!host || !list.Find(*host)) return;
      block_names.append(entry).push_back('\n');
      ++count;
    });
  }
  return block_names;
}

}  // namespace

Status WriteDomainTables(const pack::Pack& pack, std::string_view digest, image::Builder& image) {
  auto groups = GroupsOf(pack);
  if (!groups) return groups.error();
  const auto suffixes = SuffixesOf(pack);
  if (!suffixes) return suffixes.error();
  const std::uint64_t seed = domain::SeedFor(digest);
  domain::DomainListBuilder names(seed);
  ForEachLine(pack.good_names, [&](std::string_view name) { names.Add(name, domain::kGoodGroup); });
  // What was listed last is what is most likely to be met.
  std::stable_sort(groups->begin(), groups->end(), [](const NumberedGroup& one, const NumberedGroup& other) {
    return one.group->since > other.group->since;
  });
  for (const NumberedGroup& one : *groups) {
    ForEachLine(one.group->names, [&](std::string_view entry) {
      if (MayBeListed(entry, *suffixes)) names.Add(entry, one.number);
    });
  }
  const auto table = std::move(names).Finish();
  if (!table) return table.error();
  const auto block_names = BlockNames(*groups, *table, seed);
  if (!block_names) return block_names.error();
  image.Add(image::Section::kDomains, *table);
  image.Add(image::Section::kBlockNames, *block_names);
  image.Add(image::Section::kPublicSuffixes, pack.public_suffixes);
  image.Add(image::Section::kBrands, base::ToText(pack::BrandsJson(pack.brands)));
  return {};
}

}  // namespace watchword::compile

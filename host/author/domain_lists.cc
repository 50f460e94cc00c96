// SPDX-License-Identifier: Apache-2.0
#include "author/domain_lists.h"

#include <algorithm>
#include <map>
#include <utility>

#include "contact/wallets.h"

namespace watchword::author {
namespace {

using base::JsonCursor;

// "example.com" as "com.example.": with the last dot, so that no label is the beginning of another.
std::string Reversed(std::string_view name) {
  std::string reversed;
  while (!name.empty()) {
    const auto dot = name.rfind('.');
    const std::string_view label = dot == std::string_view::npos ? name : name.substr(dot + 1);
    reversed.append(label).push_back('.');
    name = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
  }
  return reversed;
}

std::string_view Host(std::string_view entry) {
  return entry.substr(0, entry.find('/'));
}

// "*.name" and ".name" are the name and what is below it, as every entry is.
std::string_view WithoutWildcard(std::string_view entry) {
  if (entry.starts_with("*.")) entry.remove_prefix(2);
  if (entry.starts_with('.')) entry.remove_prefix(1);
  return entry;
}

std::string_view WithoutSlashes(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

bool IsName(std::string_view name) {
  return name.find('.') != std::string_view::npos && std::all_of(name.begin(), name.end(), IsAsciiLetter) &&
         !name.starts_with('.') && name.find("..") == std::string_view::npos;
}

// Of what Reversed made.
std::string Unreversed(std::string_view reversed) {
  std::string name = Reversed(reversed.substr(0, reversed.size() - 1));
  name.pop_back();
  return name;
}

std::string_view Parent(std::string_view name) {
  const auto dot = name.find('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

}  // namespace

Result<ListSource> ReadListSource(const std::string& id, const JsonCursor& from) {
  const Status known =
      from.OnlyMembers({"$schema", "title", "source", "licence", "since", "format", "column", "file"});
  if (!known) return known.error();
  ListSource source{.id = id};
  const auto column = from.StringOr("column", "");
  if (!column) return column.error();
  source.column = *column;
  std::string format;
  const std::vector<std::pair<const char*, std::string*>> members = {
      {"title", &source.title}, {"source", &source.source}, {"licence", &source.licence},
      {"since", &source.since}, {"format", &format},        {"file", &source.data}};
  for (const auto& [name, to] : members) {
    auto text = from.String(name);
    if (!text) return text.error();
    if (text->empty()) return from.Member(name)->Complaint("empty");
    *to = *std::move(text);
  }
  if (!IsDate(source.since)) return from.Member("since")->Complaint("expected YYYY-MM-DD");
  const auto found = FindListFormat(format);
  if (!found) return from.Member("format")->Complaint("expected one of " + ListFormatNames());
  source.format = *found;
  if (source.format == ListFormat::kCsv && source.column.empty()) return from.Complaint("column: missing");
  return source;
}

DomainLists::DomainLists(const std::set<std::string>& good, const domain::PublicSuffixes& suffixes)
    : good_(good), suffixes_(suffixes) {
  for (const std::string& name : good) good_reversed_.insert(Reversed(name));
}

// A good name that the name would call bad: itself or one below it.
const std::string* DomainLists::GoodBelow(const std::string& name) const {
  const std::string reversed = Reversed(name);
  const auto found = good_reversed_.lower_bound(reversed);
  return found != good_reversed_.end() && found->starts_with(reversed) ? &*found : nullptr;
}

Result<std::string> DomainLists::Normalize(const std::string& entry) const {
  const Error no_name{ErrorCode::kInvalid, "neither a name nor a wallet"};
  if (const auto wallet = contact::ParseWallet(entry)) return contact::ListEntry(*wallet);
  const std::string_view text = WithoutWildcard(entry);
  const auto host = domain::HostName::Parse(text);
  if (!host || host->is_address() || !IsName(host->ascii())) return no_name;
  const std::string path(WithoutSlashes(domain::PathOf(text, *host)));
  // One page of a site may be bad where the site is not.
  if (!path.empty()) return host->ascii() + path;
  if (suffixes_.RegistrableOf(*host).empty()) return Error{ErrorCode::kInvalid, "public suffix"};
  if (const std::string* good = GoodBelow(host->ascii()))
    return Error{ErrorCode::kForeign, "good: " + Unreversed(*good)};
  return host->ascii();
}

Status DomainLists::Add(const ListSource& source, std::string_view text) {
  const auto entries = ReadList(source.format, source.column, text);
  if (!entries) return entries.error();
  List list{source, {}};
  std::size_t good = 0;
  for (const ListEntry& entry : *entries) {
    auto name = Normalize(entry.text);
    if (!name) {
      if (name.error().code == ErrorCode::kForeign) ++good;
      drops_.push_back({source.id, entry.text, name.error().message});
    } else if (!taken_.insert(*name).second) {
      drops_.push_back({source.id, entry.text, "twice"});
    } else {
      list.names[entry.since.empty() ? source.since : entry.since].push_back(*std::move(name));
    }
  }
  if (static_cast<double>(good) > kMostGoodListed * static_cast<double>(good_.size()) && good > 1) {
    return Error{ErrorCode::kInvalid, "calls " + std::to_string(good) + " of " +
                                          std::to_string(good_.size()) +
                                          " good names bad: the list is refused"};
  }
  lists_.push_back(std::move(list));
  return {};
}

// Of a path its host, of a name its parents; null when none of them is listed.
const std::string* DomainLists::CoveredBy(std::string_view name) const {
  const std::string_view host = Host(name);
  for (auto parent = host == name ? Parent(host) : host; !parent.empty(); parent = Parent(parent)) {
    const auto found = taken_.find(parent);
    if (found != taken_.end()) return &*found;
  }
  return nullptr;
}

pack::DomainGroup DomainLists::GroupOf(const std::string& list, const std::string& since,
                                       std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  pack::DomainGroup group{.since = since};
  for (const std::string& name : names) {
    if (const std::string* parent = CoveredBy(name)) {
      drops_.push_back({list, name, "covered: " + *parent});
    } else {
      group.names += name + '\n';
    }
  }
  return group;
}

std::vector<pack::DomainList> DomainLists::Finish() {
  std::vector<pack::DomainList> finished;
  for (List& list : lists_) {
    const ListSource& from = list.source;
    pack::DomainList one{from.id, from.title, from.source, from.licence, {}};
    for (auto& [since, names] : list.names) {
      pack::DomainGroup group = GroupOf(from.id, since, std::move(names));
      if (!group.names.empty()) one.groups.push_back(std::move(group));
    }
    finished.push_back(std::move(one));
  }
  lists_.clear();
  return finished;
}

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
// Lists of bad names on their way into a pack.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "author/list_formats.h"
#include "base/json.h"
#include "domain/public_suffixes.h"
#include "pack/pack.h"

namespace watchword::author {

// One list with what must be known of it.
struct ListSource {
  std::string file;  // of the description, for messages
  std::string id;
  std::string title;
  std::string source;
  std::string licence;
  std::string since;  // of entries that have no date of their own
  ListFormat format = ListFormat::kPlain;
  std::string column;
  std::string data;  // path of the list itself, relative to its description
};

// Reads a description (patterns/schema/domains.schema.json). Error: kInvalid with a JSON pointer.
Result<ListSource> ReadListSource(const std::string& id, const base::JsonCursor& from);

// An entry that does not get into the pack.
struct Drop {
  std::string list;
  std::string entry;
  std::string reason;  // "neither a name nor a wallet", "public suffix", "good: name.example", "covered:
                       // name.example", "twice"
};

// A list that calls more of the good names bad than this is not to be trusted with the rest.
inline constexpr double kMostGoodListed = 0.02;

class DomainLists {
 public:
  // `good`: names that must never be called bad, in normal form. REQUIRES: both outlive it.
  DomainLists(const std::set<std::string>& good, const domain::PublicSuffixes& suffixes);

  // Adds a list; names that an earlier list has stay that list's. Errors: those of ReadList; kInvalid when it
  // names more than kMostGoodListed of the good names.
  Status Add(const ListSource& source, std::string_view text);

  // All of them, without what another entry covers. Nothing may be added afterwards.
  std::vector<pack::DomainList> Finish();
  const std::vector<Drop>& drops() const { return drops_; }

 private:
  struct List {
    ListSource source;
    std::map<std::string, std::vector<std::string>, std::greater<>> names;  // by day, the last first
  };

  // The entry in normal form, or why not.
  Result<std::string> Normalize(const std::string& entry) const;
  const std::string* GoodBelow(const std::string& name) const;
  const std::string* CoveredBy(std::string_view name) const;
  pack::DomainGroup GroupOf(const std::string& list, const std::string& since,
                            std::vector<std::string> names);

  const std::set<std::string>& good_;
  const domain::PublicSuffixes& suffixes_;
  std::set<std::string> good_reversed_;  // labels in reverse, so that what is below a name stands together
  std::set<std::string, std::less<>> taken_;
  std::vector<List> lists_;
  std::vector<Drop> drops_;
};

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "domain/domain_list.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace watchword::domain {
namespace {

using Lists = std::map<std::string, std::vector<std::string>>;

// "list name", or "" when nothing is listed.
std::string Found(const DomainList& list, std::string_view address) {
  const auto host = HostName::Parse(address);
  if (!host) return "(no host)";
  const auto hit = list.Find(*host);
  return hit ? hit->list + " " + hit->name : "";
}

TEST(DomainList, FindsAListedNameAndEveryNameBelowIt) {
  const DomainList list(Lists{{"reported", {"bad.example", "deep.worse.example"}}});
  struct Case {
    const char* address;
    const char* found;
  };
  const std::vector<Case> cases = {
      {"bad.example", "reported bad.example"},
      {"https://WWW.Bad.Example./login", "reported bad.example"},
      {"a.b.c.bad.example", "reported bad.example"},
      {"deep.worse.example", "reported deep.worse.example"},
      {"x.deep.worse.example", "reported deep.worse.example"},
      {"worse.example", ""},
      {"other.worse.example", ""},
      {"notbad.example", ""},
      {"bad.example.org", ""},
      {"https://good.example/bad.example", ""},
      {"example", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(Found(list, one.address), one.found) << one.address;
}

TEST(DomainList, SpellingsAreTheSameName) {
  const DomainList unicode(Lists{{"reported", {"Bücher.example"}}});
  EXPECT_EQ(Found(unicode, "https://xn--bcher-kva.example/"), "reported xn--bcher-kva.example");
  EXPECT_EQ(Found(unicode, "shop.BÜCHER.example"), "reported xn--bcher-kva.example");
  const DomainList punycode(Lists{{"reported", {"xn--bcher-kva.example"}}});
  EXPECT_EQ(Found(punycode, "bücher.example"), "reported xn--bcher-kva.example");
}

TEST(DomainList, TheLongestListedNameAnswersAndSaysItsList) {
  const DomainList list(Lists{{"one", {"bad.example"}}, {"two", {"very.bad.example", "bad.example"}}});
  EXPECT_EQ(Found(list, "x.very.bad.example"), "two very.bad.example");
  EXPECT_EQ(Found(list, "x.bad.example"), "one bad.example");
}

TEST(DomainList, LinesThatAreNoNameListNothing) {
  const DomainList list(Lists{{"reported", {"", "http://", "."}}});
  EXPECT_EQ(Found(list, "bad.example"), "");
  EXPECT_EQ(Found(DomainList(), "bad.example"), "");
}

}  // namespace
}  // namespace watchword::domain

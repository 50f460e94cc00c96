// SPDX-License-Identifier: Apache-2.0
#include "author/domain_lists.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace watchword::author {
namespace {

using Texts = std::vector<std::string>;

ListSource Source(const std::string& id, ListFormat format = ListFormat::kPlain) {
  return {.file = "domains/" + id + ".json",
          .id = id,
          .title = "Somebody",
          .source = "https://lists.example",
          .licence = "MIT",
          .since = "2026-03-09",
          .format = format};
}

class DomainListsTest : public testing::Test {
 protected:
  Texts Drops() const {
    Texts drops;
    for (const Drop& drop : lists_.drops())
      drops.push_back(drop.list + ": " + drop.entry + ": " + drop.reason);
    return drops;
  }
  // "list since: name name"
  Texts Groups() {
    Texts groups;
    for (const pack::DomainList& list : lists_.Finish()) {
      for (const pack::DomainGroup& group : list.groups) {
        std::string names = group.names;
        for (char& c : names) c = c == '\n' ? ' ' : c;
        groups.push_back(list.id + " " + group.since + ": " + names);
      }
    }
    return groups;
  }

  std::set<std::string> good_ = {"good.example.com", "fine.org", "a.com", "b.com", "c.com"};
  domain::PublicSuffixes suffixes_ = domain::PublicSuffixes::BuiltIn();
  DomainLists lists_{good_, suffixes_};
};

TEST_F(DomainListsTest, NamesComeInNormalFormSortedAndByDay) {
  ASSERT_TRUE(lists_.Add(
      Source("one"), "https://Zebra.com/\n*.bücher.de\n.dotted.net\n# since 2026-08-01\nlater.com # why\n"));
  EXPECT_EQ(Groups(),
            (Texts{"one 2026-08-01: later.com ", "one 2026-03-09: dotted.net xn--bcher-kva.de zebra.com "}));
  EXPECT_EQ(Drops(), Texts{});
}

TEST_F(DomainListsTest, EveryDropHasItsReason) {
  ASSERT_TRUE(
      lists_.Add(Source("one"), "bad.com\nBAD.com\nco.uk\n10.0.0.1\nlocalhost\nx y\nhttp://\nwww.bad.com\n"));
  ASSERT_TRUE(lists_.Add(Source("two"), "bad.com\nfine.org\nworse.com\nbad.com/page\nworse.com/page\n"));
  EXPECT_EQ(Groups(), (Texts{"one 2026-03-09: bad.com ", "two 2026-03-09: worse.com "}));
  EXPECT_EQ(
      Drops(),
      (Texts{"one: BAD.com: twice", "one: co.uk: public suffix", "one: 10.0.0.1: neither a name nor a wallet",
             "one: localhost: neither a name nor a wallet", "one: x y: neither a name nor a wallet",
             "one: http://: neither a name nor a wallet", "two: bad.com: twice",
             "two: fine.org: good: fine.org", "one: www.bad.com: covered: bad.com",
             "two: bad.com/page: covered: bad.com", "two: worse.com/page: covered: worse.com"}));
}

TEST_F(DomainListsTest, WalletsStandBesideNames) {
  ASSERT_TRUE(lists_.Add(Source("one"),
                         "bad.com\n0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n"
                         "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD\n"));
  EXPECT_EQ(Groups(),
            (Texts{"one 2026-03-09: bad.com wallet:ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed "}));
  EXPECT_EQ(Drops(), (Texts{"one: 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD: neither a name nor a wallet"}));
}

TEST_F(DomainListsTest, AParentOfAGoodNameIsNotListedAndItsNeighbourIs) {
  ASSERT_TRUE(lists_.Add(Source("one"), "example.com\nother.example.com\nood.example.com\n"));
  EXPECT_EQ(Groups(), (Texts{"one 2026-03-09: ood.example.com other.example.com "}));
  EXPECT_EQ(Drops(), (Texts{"one: example.com: good: good.example.com"}));
}

TEST_F(DomainListsTest, OnePageOfAGoodSiteMayBeBad) {
  ASSERT_TRUE(lists_.Add(Source("one"), "https://fine.org/@coach/?ref=1\nhttps://me.github.io/x/\n"));
  EXPECT_EQ(Groups(), (Texts{"one 2026-03-09: fine.org/@coach me.github.io/x "}));
}

TEST_F(DomainListsTest, AListThatCallsTooMuchGoodBadIsRefused) {
  const Status added = lists_.Add(Source("one"), "a.com\nb.com\nbad.com\n");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().message, "calls 2 of 5 good names bad: the list is refused");
  EXPECT_EQ(Groups(), Texts{});
}

Texts Read(ListFormat format, std::string_view text, std::string_view column = "") {
  const auto entries = ReadList(format, column, text);
  if (!entries) return {"error: " + entries.error().message};
  Texts texts;
  for (const ListEntry& entry : *entries)
    texts.push_back(entry.text + (entry.since.empty() ? "" : " " + entry.since));
  return texts;
}

TEST(ReadList, Plain) {
  EXPECT_EQ(Read(ListFormat::kPlain,
                 "\xEF\xBB\xBF# all of it\r\n\r\na.example\r\n  \nb.example\t# why\n# since 2026-02-30x\n"
                 "# since 2026-02-03\nc.example/#part\nd.example"),
            (Texts{"a.example", "b.example", "c.example/#part 2026-02-03", "d.example 2026-02-03"}));
}

TEST(ReadList, Hosts) {
  EXPECT_EQ(
      Read(ListFormat::kHosts, "# c\n0.0.0.0 a.example\n127.0.0.1\tb.example c.example # d.example\n::1\n"),
      (Texts{"a.example", "b.example", "c.example"}));
}

TEST(ReadList, Adblock) {
  EXPECT_EQ(Read(ListFormat::kAdblock,
                 "[Adblock Plus]\n! c\n||a.example^\n||b.example^$all\n||c.example^$third-party\n"
                 "@@||d.example^\n||*.e.example^\n##.ad\n||f.example/path^\n||g.example"),
            (Texts{"a.example", "b.example", "f.example/path", "g.example"}));
}

TEST(ReadList, MetaMask) {
  EXPECT_EQ(Read(ListFormat::kMetaMask, R"({"whitelist":["x"],"blacklist":["a.example","b.example"]})"),
            (Texts{"a.example", "b.example"}));
  EXPECT_EQ(Read(ListFormat::kMetaMask, R"({"blocklist":["a.example"]})"), (Texts{"a.example"}));
  EXPECT_EQ(Read(ListFormat::kMetaMask, R"({"whitelist":[]})"), (Texts{"error: /blacklist: missing"}));
  EXPECT_EQ(Read(ListFormat::kMetaMask, "a.example"), (Texts{"error: not JSON at byte 1"}));
}

TEST(ReadList, Csv) {
  EXPECT_EQ(Read(ListFormat::kCsv, "Name,\"Site\",Date\r\n\"A, Inc\",a.example,x\r\n\nB,\"b.\"\"example\",\n",
                 "Site"),
            (Texts{"a.example", "b.\"example"}));
  EXPECT_EQ(Read(ListFormat::kCsv, "Name\nx", "Site"), (Texts{"error: line 1: no column \"Site\""}));
  EXPECT_EQ(Read(ListFormat::kCsv, "", "Site"), (Texts{"error: line 1: no column \"Site\""}));
  EXPECT_EQ(Read(ListFormat::kCsv, "Name,Site\nx", "Site"),
            (Texts{"error: line 2: 1 fields, the head has 2"}));
}

std::string Refusal(const std::string& member, const base::Json& value) {
  base::Json json = {{"title", "Somebody"}, {"source", "https://lists.example"},
                     {"licence", "MIT"},    {"since", "2026-03-09"},
                     {"format", "plain"},   {"file", "a.txt"}};
  if (value.is_null()) {
    json.erase(member);
  } else {
    json[member] = value;
  }
  const auto source = ReadListSource("one", base::JsonCursor(json));
  return source ? source->id + " " + source->data : source.error().message;
}

TEST(ReadListSource, NamesWhatIsWrong) {
  EXPECT_EQ(Refusal("file", "b.txt"), "one b.txt");
  EXPECT_EQ(Refusal("licence", nullptr), "/licence: missing");
  EXPECT_EQ(Refusal("title", ""), "/title: empty");
  EXPECT_EQ(Refusal("since", "2026-13-01"), "/since: expected YYYY-MM-DD");
  EXPECT_EQ(Refusal("format", "xml"), "/format: expected one of plain, hosts, adblock, metamask, csv");
  EXPECT_EQ(Refusal("format", "csv"), "/: column: missing");
  EXPECT_EQ(Refusal("colour", "red"), "/colour: unknown member");
}

}  // namespace
}  // namespace watchword::author

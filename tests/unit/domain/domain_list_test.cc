// SPDX-License-Identifier: Apache-2.0
#include "domain/domain_list.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace watchword::domain {
namespace {

constexpr std::uint64_t kSeed = 7;
using Entries = std::vector<std::pair<std::string, Group>>;

// Holds the bytes that the list looks into.
class Listed {
 public:
  explicit Listed(const Entries& entries) {
    DomainListBuilder builder(kSeed);
    for (const auto& [entry, group] : entries) builder.Add(entry, group);
    bytes_ = *std::move(builder).Finish();
    list_ = DomainList(*NameTable::Read(bytes_, kSeed));
  }

  // "group name", or "" when nothing is listed.
  std::string Found(std::string_view address) const {
    const auto host = HostName::Parse(address);
    if (!host) return "(no host)";
    const auto hit = list_.Find(*host, PathOf(address, *host));
    return hit ? std::to_string(hit->group) + " " + hit->name : "";
  }
  const DomainList& list() const { return list_; }

 private:
  std::vector<std::byte> bytes_;
  DomainList list_;
};

TEST(DomainList, FindsAListedNameAndEveryNameBelowIt) {
  const Listed listed({{"bad.example", 3}, {"deep.worse.example", 4}});
  struct Case {
    const char* address;
    const char* found;
  };
  const std::vector<Case> cases = {
      {"bad.example", "3 bad.example"},
      {"https://WWW.Bad.Example./login", "3 bad.example"},
      {"a.b.c.bad.example", "3 bad.example"},
      {"deep.worse.example", "4 deep.worse.example"},
      {"x.deep.worse.example", "4 deep.worse.example"},
      {"worse.example", ""},
      {"other.worse.example", ""},
      {"notbad.example", ""},
      {"bad.example.org", ""},
      {"https://good.example/bad.example", ""},
      {"example", ""},
      {"*.example", ""},
      {"https://192.168.0.1/", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(listed.Found(one.address), one.found) << one.address;
}

TEST(DomainList, SpellingsAreTheSameName) {
  const Listed listed({{"xn--bcher-kva.example", 0}});
  EXPECT_EQ(listed.Found("https://xn--bcher-kva.example/"), "0 xn--bcher-kva.example");
  EXPECT_EQ(listed.Found("shop.BÜCHER.example"), "0 xn--bcher-kva.example");
}

TEST(DomainList, TheLongestListedNameAnswers) {
  const Listed listed({{"bad.example", 1}, {"very.bad.example", 2}, {"bad.example", 2}});
  EXPECT_EQ(listed.Found("x.very.bad.example"), "2 very.bad.example");
  EXPECT_EQ(listed.Found("x.bad.example"), "1 bad.example");
}

TEST(DomainList, AGoodNameWinsOverItsParentsAndNotOverWhatIsListedBelowIt) {
  const Listed listed(
      {{"good.host.example", kGoodGroup}, {"host.example", 1}, {"evil.good.host.example", 1}});
  EXPECT_EQ(listed.Found("good.host.example"), "");
  EXPECT_EQ(listed.Found("www.good.host.example"), "");
  EXPECT_EQ(listed.Found("evil.good.host.example"), "1 evil.good.host.example");
  EXPECT_EQ(listed.Found("other.host.example"), "1 host.example");
}

TEST(DomainList, APartOfASharedHostIsListedWithoutTheRest) {
  const Listed listed({{"shared.example/@coach", 5}, {"shared.example/sites/bad/page", 6}});
  EXPECT_EQ(listed.Found("https://shared.example/@coach"), "5 shared.example/@coach");
  EXPECT_EQ(listed.Found("https://shared.example/@coach/?x#y"), "5 shared.example/@coach");
  EXPECT_EQ(listed.Found("https://m.shared.example:443/@coach/join"), "5 shared.example/@coach");
  EXPECT_EQ(listed.Found("shared.example/sites/bad/page/1"), "6 shared.example/sites/bad/page");
  EXPECT_EQ(listed.Found("https://shared.example/@coaching"), "");
  EXPECT_EQ(listed.Found("https://shared.example/sites/bad"), "");
  EXPECT_EQ(listed.Found("https://shared.example/"), "");
  EXPECT_EQ(listed.Found("https://shared.example"), "");
}

TEST(DomainList, KnowsTheEndingsOfItsNames) {
  const Listed listed(
      {{"bad.example", 1}, {"xn--e1afmkfd.xn--80akhbyknj4f/a", 1}, {"good.test", kGoodGroup}});
  EXPECT_TRUE(listed.list().KnowsEnding("example"));
  EXPECT_TRUE(listed.list().KnowsEnding("EXAMPLE"));
  EXPECT_TRUE(listed.list().KnowsEnding("испытание"));
  EXPECT_FALSE(listed.list().KnowsEnding("test"));
  EXPECT_FALSE(listed.list().KnowsEnding("bad.example"));
  EXPECT_FALSE(listed.list().KnowsEnding(""));
}

TEST(DomainList, NothingIsListedInNothing) {
  EXPECT_EQ(Listed({}).Found("bad.example"), "");
  EXPECT_FALSE(DomainList().Find(*HostName::Parse("bad.example")));
  EXPECT_FALSE(DomainList().KnowsEnding("example"));
}

std::string NameOf(std::size_t number) {
  return "name-" + std::to_string(number) + ".example";
}

TEST(NameTable, FindsAllOfManyNamesAndNoOther) {
  constexpr std::size_t kMany = 100'000;
  NameTableBuilder builder(kSeed);
  for (std::size_t i = 0; i < kMany; ++i) builder.Add(NameOf(i), static_cast<Group>(i % 200));
  const auto bytes = *std::move(builder).Finish();
  EXPECT_LE(static_cast<double>(bytes.size()) / kMany, 9.5);
  const auto table = *NameTable::Read(bytes, kSeed);
  EXPECT_EQ(table.size(), kMany);
  for (std::size_t i = 0; i < kMany; ++i) ASSERT_EQ(table.Find(NameOf(i)), static_cast<Group>(i % 200)) << i;
  for (std::size_t i = kMany; i < 3 * kMany; ++i) ASSERT_FALSE(table.Find(NameOf(i))) << i;
}

TEST(NameTable, HashesOfAnotherSeedAreOthers) {
  NameTableBuilder builder(kSeed);
  builder.Add("bad.example", 1);
  const auto bytes = *std::move(builder).Finish();
  EXPECT_TRUE(NameTable::Read(bytes, kSeed)->Find("bad.example"));
  EXPECT_FALSE(NameTable::Read(bytes, kSeed + 1)->Find("bad.example"));
  EXPECT_NE(SeedFor("one"), SeedFor("other"));
}

TEST(NameTable, RefusesBytesThatAreNotAsTheyShouldBe) {
  NameTableBuilder builder(kSeed);
  for (std::size_t i = 0; i < 100; ++i) builder.Add(NameOf(i), 1);
  const auto good = *std::move(builder).Finish();
  const auto refused = [](const std::vector<std::byte>& bytes) {
    const auto table = NameTable::Read(bytes, kSeed);
    return !table && table.error().code == ErrorCode::kInvalid;
  };
  ASSERT_FALSE(refused(good));
  for (std::size_t size = 1; size < good.size(); size += 32) {
    EXPECT_TRUE(refused({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)})) << size;
  }
  // Names, blocks, bits of the header; then the buckets behind the filter.
  for (const std::size_t place : {0U, 4U, 8U}) {
    auto bytes = good;
    bytes[place + 3] = std::byte{0xFF};
    EXPECT_TRUE(refused(bytes)) << place;
  }
  std::uint32_t blocks = 0;
  std::memcpy(&blocks, good.data() + 4, 4);
  auto bytes = good;
  bytes[32 + 32 * blocks + 3] = std::byte{0xFF};  // the first bucket begins behind the last
  EXPECT_TRUE(refused(bytes));
}

TEST(NameTable, TellsWhetherItsGroupsAreKnown) {
  NameTableBuilder builder(kSeed);
  builder.Add("a.example", 0);
  builder.Add("b.example", 2);
  builder.Add("c.example", kGoodGroup);
  const auto bytes = *std::move(builder).Finish();
  const auto table = *NameTable::Read(bytes, kSeed);
  EXPECT_TRUE(table.HasOnly(3, kGoodGroup));
  EXPECT_FALSE(table.HasOnly(2, kGoodGroup));
  EXPECT_FALSE(table.HasOnly(3, 7));
}

}  // namespace
}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "compile/domain_tables.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "domain/domain_list.h"

namespace watchword::compile {
namespace {

constexpr std::string_view kDigest = "0123";

std::shared_ptr<const image::Image> Write(const pack::Pack& pack) {
  image::Builder builder;
  EXPECT_TRUE(WriteDomainTables(pack, kDigest, builder));
  return *image::Verify(*builder.Finish(""), "");
}

// "group name", or "" for what is not listed.
std::string Find(const image::Image& image, const std::string& address) {
  const domain::DomainList list(
      *domain::NameTable::Read(image.section(image::Section::kDomains), domain::SeedFor(kDigest)));
  const auto host = domain::HostName::Parse(address);
  const auto hit = list.Find(*host, domain::PathOf(address, *host));
  return hit ? std::to_string(hit->group) + " " + hit->name : "";
}

TEST(WriteDomainTables, NumbersTheGroupsOfAllLists) {
  const auto image = Write(
      {.domains = {{.id = "one", .groups = {{"2026-01-01", "a.top\nb.top\n"}, {"2025-01-01", "c.top\n"}}},
                   {.id = "two", .groups = {{"2026-02-01", "b.top\nd.top/x\n"}}}}});
  EXPECT_EQ(Find(*image, "a.top"), "0 a.top");
  EXPECT_EQ(Find(*image, "www.c.top"), "1 c.top");
  EXPECT_EQ(Find(*image, "https://d.top/x/y"), "2 d.top/x");
  EXPECT_EQ(Find(*image, "d.top"), "");
  // Two lists have it: the later one says so.
  EXPECT_EQ(Find(*image, "b.top"), "2 b.top");
}

TEST(WriteDomainTables, TheBrowserStopsWhatWasListedLastFirstAndNoPaths) {
  const auto image =
      Write({.domains = {{.id = "one",
                          .groups = {{"2025-01-01", "old.top\n"}, {"2026-01-01", "new.top\nx.top/p\n"}}}}});
  EXPECT_EQ(image->Text(image::Section::kBlockNames), "new.top\nold.top\n");
}

TEST(WriteDomainTables, AWalletIsFoundAndNothingForTheBrowserToStop) {
  const std::string wallet = "wallet:tron:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
  const auto image =
      Write({.domains = {{.id = "one", .groups = {{"2026-01-01", wallet + "\nwallet:tron:wrong\n"}}}}});
  const domain::DomainList list(
      *domain::NameTable::Read(image->section(image::Section::kDomains), domain::SeedFor(kDigest)));
  EXPECT_TRUE(list.FindExactly(wallet));
  EXPECT_FALSE(list.FindExactly("wallet:tron:wrong"));
  EXPECT_EQ(image->Text(image::Section::kBlockNames), "");
}

TEST(WriteDomainTables, WhatMayNotBeListedIsLeftOut) {
  const auto image = Write(
      {.domains = {{.id = "one",
                    .groups = {{"2026-01-01", "com\nco.uk\ngood.top\nNot.Normal\nno name\n\nbad.top\n"}}}},
       .good_names = "good.top\n"});
  EXPECT_EQ(image->Text(image::Section::kBlockNames), "bad.top\n");
  for (const char* name : {"example.com", "example.co.uk", "good.top", "not.normal"})
    EXPECT_EQ(Find(*image, name), "") << name;
  EXPECT_EQ(Find(*image, "bad.top"), "0 bad.top");
}

TEST(WriteDomainTables, APacksOwnSuffixesCount) {
  const auto image = Write({.domains = {{.id = "one", .groups = {{"2026-01-01", "shared.top\nco.uk\n"}}}},
                            .public_suffixes = "top\nshared.top\n"});
  EXPECT_EQ(image->Text(image::Section::kBlockNames), "co.uk\n");
  EXPECT_EQ(image->Text(image::Section::kPublicSuffixes), "top\nshared.top\n");
}

std::string Failure(const pack::Pack& pack) {
  image::Builder builder;
  const Status written = WriteDomainTables(pack, kDigest, builder);
  return written ? "" : written.error().message;
}

TEST(WriteDomainTables, SaysWhatIsTooMuchOrWrong) {
  pack::DomainList many{.id = "many"};
  for (std::size_t i = 0; i <= domain::kMaxGroups; ++i) many.groups.push_back({"2026-01-01", "a.top\n"});
  EXPECT_EQ(Failure({.domains = {many}}), "many: with it the lists have more than 255 groups");
  EXPECT_EQ(Failure({.public_suffixes = "//"}), "not a public suffix list");
}

}  // namespace
}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "domain/public_suffixes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>

namespace watchword::domain {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(WATCHWORD_SOURCE "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const PublicSuffixes& Shipped() {
  static const PublicSuffixes kShipped =
      *PublicSuffixes::Load(ReadFile("patterns/domains/public_suffix_list.dat"));
  return kShipped;
}

std::string Registrable(const PublicSuffixes& suffixes, const std::string& name) {
  const auto host = HostName::Parse(name);
  return host ? std::string(suffixes.RegistrableOf(*host)) : "";
}

// checkPublicSuffix('www.example.com', 'example.com'); or null for none.
TEST(PublicSuffixes, PassTheListsOwnTests) {
  std::istringstream lines(ReadFile("tests/fixtures/domain/test_psl.txt"));
  const std::regex check("^checkPublicSuffix\\('([^']*)', (?:null|'([^']*)')\\);.*");
  std::size_t checked = 0;
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (!std::regex_match(line, parts, check)) continue;
    // A name is not looked for behind a dot.
    if (parts[1].str().starts_with('.')) continue;
    const auto expected = HostName::Parse(parts[2].str());
    EXPECT_EQ(Registrable(Shipped(), parts[1]), expected ? expected->ascii() : "") << line;
    ++checked;
  }
  EXPECT_GE(checked, 70U);
}

TEST(PublicSuffixes, KnowWhereOneOwnersNamesEnd) {
  EXPECT_EQ(Registrable(Shipped(), "a.b.example.co.uk"), "example.co.uk");
  EXPECT_EQ(Registrable(Shipped(), "a.b.github.io"), "b.github.io");
  EXPECT_EQ(Registrable(Shipped(), "github.io"), "");
  EXPECT_EQ(Registrable(Shipped(), "192.168.0.1"), "");
  EXPECT_EQ(Registrable(Shipped(), "[::1]"), "");
  EXPECT_TRUE(Shipped().IsSuffix(*HostName::Parse("github.io")));
  EXPECT_TRUE(Shipped().IsSuffix(*HostName::Parse("com")));
  EXPECT_FALSE(Shipped().IsSuffix(*HostName::Parse("example.com")));
  EXPECT_FALSE(Shipped().IsSuffix(*HostName::Parse("10.0.0.1")));
}

TEST(PublicSuffixes, TheLibrarysOwnServeWhereAPackBringsNone) {
  EXPECT_EQ(Registrable(PublicSuffixes::BuiltIn(), "a.example.co.uk"), "example.co.uk");
}

TEST(PublicSuffixes, WhatHasNoRulesIsNoList) {
  for (const char* text : {"", "\n", "// a comment\n"}) {
    const auto loaded = PublicSuffixes::Load(text);
    ASSERT_FALSE(loaded) << text;
    EXPECT_EQ(loaded.error().message, "not a public suffix list");
  }
}

}  // namespace
}  // namespace watchword::domain

// SPDX-License-Identifier: Apache-2.0
#include "store/generation.h"

#include <gtest/gtest.h>

#include <string>

namespace watchword::store {
namespace {

constexpr const char* kDigest = "00112233445566778899aabbccddeeff";

TEST(NameOf, LeadsThereAndBack) {
  for (const std::uint64_t number : {1ull, 123ull, 999'999ull, 1'000'000ull, 999'999'999'999ull})
    EXPECT_EQ(NumberOf(NameOf(number)), number);
  EXPECT_EQ(NameOf(123), "000123");
}

TEST(NumberOf, KnowsOnlyNamesOfOurs) {
  for (const char* name :
       {"", "1", "00001", "0000001", "-00001", "00000x", "000001.tmp", "1000000000000", " 00001"})
    EXPECT_EQ(NumberOf(name), std::nullopt) << name;
}

TEST(ReadPointer, ReadsOneLineAndNothingElse) {
  const std::string good = ToText(Pointer{7, kDigest});
  EXPECT_EQ(good, std::string("000007 ") + kDigest + "\n");
  EXPECT_EQ(ReadPointer(good)->number, 7u);
  EXPECT_EQ(ReadPointer(good)->manifest_digest, kDigest);
  EXPECT_FALSE(ReadPointer(good + "x"));
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(ReadPointer(good.substr(0, size))) << size;
}

TEST(ReadManifest, LeadsThereAndBack) {
  const Manifest manifest{{{"base", kDigest, 99, 12, "of it"}, {"lang-de", kDigest, 1, 0, ""}}, 1234};
  const auto read = ReadManifest(ToText(manifest));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ToText(*read), ToText(manifest));
}

TEST(ReadManifest, RefusesNamesThatLeadElsewhere) {
  for (const char* name : {"..", "../x", "a/b", ".hidden", "Base", "", "-x"}) {
    const auto read = ReadManifest(ToText(Manifest{{{name, kDigest, 1, 1, ""}}, 1}));
    ASSERT_FALSE(read) << name;
    EXPECT_EQ(read.error().message, "/packs/0: not the name of a pack");
  }
}

}  // namespace
}  // namespace watchword::store

// SPDX-License-Identifier: Apache-2.0
#include "tuf/digest.h"

#include <gtest/gtest.h>

namespace watchword::tuf {
namespace {

// FIPS 180-4's examples.
constexpr const char* kSha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* kSha512OfAbc =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

TEST(Digest, Sha256) {
  EXPECT_EQ(Sha256Hex("abc"), kSha256OfAbc);
}

TEST(Digest, HexadecimalDigitsGoBothWays) {
  EXPECT_EQ(FromHex("00fF7a"), std::string("\0\xff\x7a", 3));
  EXPECT_EQ(Hex(std::string("\0\xff\x7a", 3)), "00ff7a");
  EXPECT_EQ(FromHex("0"), std::nullopt);
  EXPECT_EQ(FromHex("0g"), std::nullopt);
}

TEST(CheckHashes, EveryKnownOneHasToFit) {
  EXPECT_TRUE(CheckHashes("abc", {{"sha256", kSha256OfAbc}}));
  EXPECT_TRUE(CheckHashes("abc", {{"sha512", kSha512OfAbc}, {"blake9", "00"}}));
  const Status wrong = CheckHashes("abd", {{"sha256", kSha256OfAbc}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("its sha256 is "), std::string::npos);
  EXPECT_FALSE(CheckHashes("abc", {{"sha256", kSha256OfAbc}, {"sha512", kSha256OfAbc}}));
}

TEST(CheckHashes, OneHasToBeKnown) {
  EXPECT_FALSE(CheckHashes("abc", {{"blake9", "00"}}));
  EXPECT_FALSE(CheckHashes("abc", {}));
}

}  // namespace
}  // namespace watchword::tuf

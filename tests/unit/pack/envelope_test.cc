// SPDX-License-Identifier: Apache-2.0
#include "pack/envelope.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace watchword::pack {
namespace {

std::string Sealed(std::string_view body = "{\"a\":1}") {
  return *Seal(body);
}

// The file with a little-endian number written at `at`.
std::string WithNumber(std::string file, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) file[at + i] = static_cast<char>(number >> (8 * i));
  return file;
}

TEST(Seal, WritesTheEnvelopeOfTheFormat) {
  const std::string file = Sealed();
  ASSERT_GT(file.size(), kEnvelopeBytes);
  EXPECT_EQ(file.substr(0, 8), std::string("WWPACK\0\0", 8));
  EXPECT_EQ(file.substr(8, 4), std::string("\x01\0\0\0", 4));
  EXPECT_EQ(static_cast<unsigned char>(file[12]), file.size() - kEnvelopeBytes);
  EXPECT_EQ(file.substr(13, 3), std::string(3, '\0'));
  EXPECT_EQ(file.substr(16, 4), std::string("\x07\0\0\0", 4));
  EXPECT_EQ(file.substr(20, 4), std::string(4, '\0'));
  EXPECT_EQ(file.substr(kEnvelopeBytes, 4), "\x28\xB5\x2F\xFD") << "one zstd frame";
}

TEST(ReadHead, TellsWhatTheEnvelopeClaimsFromItsFirstBytes) {
  const std::string file = *Seal("{}", 77);
  const auto head = ReadHead(file.substr(0, kEnvelopeBytes));
  ASSERT_TRUE(head);
  EXPECT_EQ(head->version, 77u);
  EXPECT_EQ(head->file_bytes, file.size());
  EXPECT_EQ(head->digest, Verify(file)->digest());
  EXPECT_EQ(Verify(file)->version(), 77u);
  EXPECT_FALSE(ReadHead(file.substr(0, kEnvelopeBytes - 1)));
}

TEST(Seal, QuicklyForThisComputerHoldsTheSame) {
  const std::string body(100'000, 'x');
  EXPECT_EQ(Verify(*Seal(body, 3, Effort::kLocal))->body(), body);
}

TEST(CheckStored, FindsDamageWithoutUnpacking) {
  const std::string file = Sealed();
  EXPECT_TRUE(CheckStored(file));
  std::string damaged = file;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  EXPECT_EQ(CheckStored(damaged).error().message, "the pack is damaged: its digest differs");
  EXPECT_FALSE(CheckStored(file + "x"));
}

TEST(Seal, RefusesABodyAboveTheLimit) {
  const auto sealed = Seal(std::string(kMaxBodyBytes + 1, ' '));
  ASSERT_FALSE(sealed);
  EXPECT_EQ(sealed.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(sealed.error().message, "the body has 67108865 bytes, at most 67108864");
}

TEST(Seal, RefusesABodyThatStaysTooLargeWhenPacked) {
  std::string noise(kMaxStoredBytes + 1024, '\0');
  std::mt19937 random(1);
  for (char& c : noise) c = static_cast<char>(random());
  const auto sealed = Seal(noise);
  ASSERT_FALSE(sealed);
  EXPECT_EQ(sealed.error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(sealed.error().message.starts_with("the stored body has 1677"));
  EXPECT_TRUE(sealed.error().message.ends_with(" bytes, at most 16777216"));
}

TEST(Verify, GivesTheBodyBackWithItsDigest) {
  const std::string body = "any bytes \0 at all, \xFF too";
  const std::string file = Sealed(body);
  const auto verified = Verify(file);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->body(), body);
  EXPECT_EQ(verified->digest().size(), 32u);
  EXPECT_EQ(verified->digest().find_first_not_of("0123456789abcdef"), std::string::npos);
  std::string hex;
  for (const char c : file.substr(24, 16)) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  EXPECT_EQ(verified->digest(), hex);
}

TEST(Verify, AnEmptyBodyAndAFullOneAreWhole) {
  EXPECT_EQ(Verify(Sealed(""))->body(), "");
  const std::string full(kMaxBodyBytes, ' ');
  const auto verified = Verify(Sealed(full));
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->body().size(), kMaxBodyBytes);
}

TEST(Verify, SaysWhatIsWrongWithTheEnvelope) {
  struct Case {
    const char* what;
    std::string file;
    ErrorCode code;
    const char* message;
  };
  const std::string good = Sealed();
  const std::vector<Case> cases = {
      {"empty", "", ErrorCode::kInvalid, "not a pattern pack"},
      {"another file", std::string(100, 'x'), ErrorCode::kInvalid, "not a pattern pack"},
      {"only the magic", good.substr(0, 8), ErrorCode::kInvalid, "not a pattern pack"},
      {"a cut envelope", good.substr(0, kEnvelopeBytes - 1), ErrorCode::kInvalid, "not a pattern pack"},
      {"format 0", WithNumber(good, 8, 0), ErrorCode::kInvalid, "not a pattern pack"},
      {"a newer format", WithNumber(good, 8, 2), ErrorCode::kUnsupported,
       "pack format 2 is newer than this program, update it"},
      {"the newest format", WithNumber(good, 8, 0xFFFFFFFF), ErrorCode::kUnsupported,
       "pack format 4294967295 is newer than this program, update it"},
      {"stored too large", WithNumber(good, 12, kMaxStoredBytes + 1), ErrorCode::kTooLarge,
       "the stored body has 16777217 bytes, at most 16777216"},
      {"body too large", WithNumber(good, 16, kMaxBodyBytes + 1), ErrorCode::kTooLarge,
       "the body has 67108865 bytes, at most 67108864"},
      {"body huge", WithNumber(good, 16, 0xFFFFFFFF), ErrorCode::kTooLarge,
       "the body has 4294967295 bytes, at most 67108864"},
      {"no body", good.substr(0, kEnvelopeBytes), ErrorCode::kInvalid,
       "the pack is cut or has bytes too many"},
      {"cut", good.substr(0, good.size() - 1), ErrorCode::kInvalid, "the pack is cut or has bytes too many"},
      {"a byte too many", good + "x", ErrorCode::kInvalid, "the pack is cut or has bytes too many"},
      {"a body said to be shorter", WithNumber(good, 16, 6), ErrorCode::kInvalid,
       "the pack is damaged: its body does not unpack"},
      {"a body said to be longer", WithNumber(good, 16, 8), ErrorCode::kInvalid,
       "the pack is damaged: its body does not unpack"},
  };
  for (const Case& one : cases) {
    const auto verified = Verify(one.file);
    ASSERT_FALSE(verified) << one.what;
    EXPECT_EQ(verified.error().code, one.code) << one.what;
    EXPECT_EQ(verified.error().message, one.message) << one.what;
  }
}

TEST(Verify, FindsEveryFlippedBitOfDigestAndBody) {
  const std::string good = Sealed();
  for (std::size_t at = 24; at < good.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = good;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      const auto verified = Verify(damaged);
      ASSERT_FALSE(verified) << at;
      ASSERT_EQ(verified.error().message, "the pack is damaged: its digest differs");
    }
  }
}

TEST(Verify, NoFlippedBitOfTheHeadGoesUnseen) {
  const std::string good = Sealed();
  for (std::size_t at = 0; at < 24; ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = good;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      ASSERT_FALSE(Verify(damaged)) << at;
    }
  }
}

TEST(Verify, FindsEveryCut) {
  const std::string good = Sealed();
  for (std::size_t size = 0; size < good.size(); ++size) ASSERT_FALSE(Verify(good.substr(0, size))) << size;
}

}  // namespace
}  // namespace watchword::pack

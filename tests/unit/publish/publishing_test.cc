// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "delta/delta.h"
#include "pack/encode.h"
#include "pack/envelope.h"
#include "publish/creation.h"
#include "publish/never_flag.h"
#include "publish/pack_offer.h"
#include "publish/renewal.h"
#include "publish/roles.h"
#include "publish/rotation.h"
#include "support/memory_file_system.h"
#include "support/test_pack.h"
#include "tuf/digest.h"
#include "tuf/trusted_set.h"

namespace watchword::publish {
namespace {

using std::chrono::days;

const base::Time kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
constexpr const char* kPath = "packs/base/base.pack";

KeyFile MakeKey(const std::string& path) {
  SigningKey key = *SigningKey::Generate();
  return {path, key.public_part(), key};
}

KeyFiles MakeKeys(int count) {
  KeyFiles keys;
  while (count-- > 0) keys.push_back(MakeKey("key" + std::to_string(count)));
  return keys;
}

std::string PackOf(int version) {
  auto pack = test::ReadTestPatterns().pack;
  pack.info.version = version;
  // As large as packs are, so that a delta pays.
  std::set<std::string> names;
  for (int i = 0; i < 4000; ++i) names.insert(tuf::Sha256Hex(std::to_string(i)).substr(0, 16) + ".example\n");
  for (const std::string& name : names) pack.good_names += name;
  return *pack::Encode(pack);
}

class PublishingTest : public testing::Test {
 protected:
  PublishingTest() : repository_(*Create(wanted_, {}, kNow)) {}

  // As a publisher of the role base does.
  Result<OfferedPack> Publish(const std::string& pack, PackOffer offer = {}) {
    auto offered = OfferPack(repository_, disk_, "r", pack, offer, kNow);
    if (!offered) return offered;
    EXPECT_TRUE(repository_.Sign("base", SignersOf(wanted_.roles[0].signers.keys)));
    EXPECT_TRUE(Renew(repository_, wanted_.snapshot.keys, wanted_.timestamp.keys, {}, kNow));
    EXPECT_TRUE(repository_.WriteTo(disk_, "r"));
    return offered;
  }

  tuf::Json Ours() { return repository_.Read("base")["targets"][kPath]["custom"]["watchword"]; }

  std::string Problem(base::Time now = kNow) {
    const Status checked = repository_.CheckSigned(now);
    return checked ? "" : checked.error().message;
  }

  NewRepository wanted_{.root = {MakeKeys(3), 2},
                        .targets = {MakeKeys(2), 2},
                        .snapshot = {MakeKeys(1), 1},
                        .timestamp = {MakeKeys(1), 1},
                        .roles = {{"base", {MakeKeys(2), 2}, {"packs/base/*", "deltas/base/*"}}}};
  test::MemoryFileSystem disk_;
  Repository repository_;
};

TEST_F(PublishingTest, ANewRepositoryIsWhatAClientTakes) {
  EXPECT_EQ(Problem(), "");
  EXPECT_TRUE(CheckForm(repository_));
  EXPECT_EQ(RoleNames(repository_),
            (std::vector<std::string>{"root", "timestamp", "snapshot", "targets", "base"}));
}

TEST_F(PublishingTest, TooFewKeysAreNamed) {
  wanted_.root.threshold = 4;
  EXPECT_EQ(Create(wanted_, {}, kNow).error().message, "the role root cannot need 4 of 3 keys");
  wanted_.root.threshold = 2;
  wanted_.root.keys[0].signer.reset();
  wanted_.root.keys[1].signer.reset();
  EXPECT_EQ(Create(wanted_, {}, kNow)->CheckSigned(kNow).error().message,
            "root: 1 of 2 signatures it needs are there");
}

TEST_F(PublishingTest, APackSaysAllThatClientsNeed) {
  const std::string pack = PackOf(7);
  const auto offered = Publish(pack, {.rollout_hours = 24, .min_wait_s = 3600});
  ASSERT_TRUE(offered) << offered.error().message;
  EXPECT_EQ(Problem(), "");
  const std::string body = pack::Verify(pack)->body();
  EXPECT_EQ(Ours().dump(),
            R"({"version":7,"body_sha256":")" + tuf::Sha256Hex(body) + R"(","body_length":)" +
                std::to_string(body.size()) +
                R"(,"rollout":{"start":"2026-11-22T00:00:00Z","hours":24},"min_wait_s":3600,)" +
                R"("deltas":[]})");
}

TEST_F(PublishingTest, APublisherCanMeanToHaveFewer) {
  ASSERT_TRUE(Publish(PackOf(7), {.allow_fewer = true}));
  EXPECT_EQ(Ours()["allow_fewer"], true);
  ASSERT_TRUE(Publish(PackOf(8)));
  EXPECT_FALSE(Ours().contains("allow_fewer"));
}

TEST_F(PublishingTest, OnlyTheBaseIsCalledBase) {
  auto addition = test::ReadTestPatterns().pack;
  addition.info.adds_to = "fixture";
  EXPECT_EQ(Publish(*pack::Encode(addition)).error().message,
            "it adds to fixture: give it a name of its own with --name");
  EXPECT_EQ(OfferPack(repository_, disk_, "r", PackOf(7), {.name = "lang-de", .role = "targets"}, kNow)
                .error()
                .message,
            "lang-de: its pack.json has no adds_to, so it can only be called base");
  EXPECT_TRUE(OfferPack(repository_, disk_, "r", *pack::Encode(addition),
                        {.name = "lang-de", .role = "targets"}, kNow));
}

TEST_F(PublishingTest, TheNextPackHasADeltaFromEachBeforeIt) {
  for (const int version : {7, 8, 9}) ASSERT_TRUE(Publish(PackOf(version)));
  EXPECT_EQ(Problem(), "");
  const std::string from = pack::Verify(PackOf(8))->body();
  const std::string to = pack::Verify(PackOf(9))->body();
  const tuf::Json deltas = Ours()["deltas"];
  ASSERT_EQ(deltas.size(), 2u);
  EXPECT_EQ(deltas[0]["from_sha256"], tuf::Sha256Hex(from)) << "the newest first";
  const std::string path = deltas[0]["path"];
  EXPECT_EQ(path, "deltas/base/" + tuf::Sha256Hex(from).substr(0, 16) + "-" +
                      tuf::Sha256Hex(to).substr(0, 16) + ".zst");
  const tuf::Json target = repository_.Read("base")["targets"][path];
  const std::string hash = target["hashes"]["sha256"];
  const std::string file = "r/targets/deltas/base/" + hash + "." + path.substr(path.rfind('/') + 1);
  const auto result = delta::Apply(disk_.contents.at(file), from, to.size());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(*result, to);
  EXPECT_EQ(repository_.Read("base")["targets"].size(), 3u) << "those to the pack before are gone";
}

TEST_F(PublishingTest, AnOlderPackThatIsDamagedHasNoDelta) {
  ASSERT_TRUE(Publish(PackOf(7)));
  for (auto& [path, bytes] : disk_.contents) {
    if (path.starts_with("r/targets/packs/")) bytes.back() ^= 1;
  }
  EXPECT_EQ(Publish(PackOf(8))->deltas, 0u);
}

TEST_F(PublishingTest, FourteenPacksAreEnough) {
  for (int version = 1; version <= 16; ++version) ASSERT_TRUE(Publish(PackOf(version)));
  EXPECT_EQ(Ours()["deltas"].size(), 14u);
}

TEST_F(PublishingTest, APackThatIsNotNewerIsRefused) {
  ASSERT_TRUE(Publish(PackOf(8)));
  for (const int version : {7, 8})
    EXPECT_EQ(
        Publish(PackOf(version)).error().message,
        std::string(kPath) + ": version " + std::to_string(version) + " is not higher than the published 8");
}

TEST_F(PublishingTest, ARoleOffersItsOwnPathsOnly) {
  EXPECT_EQ(Publish(PackOf(7), {.name = "other"}).error().message,
            "packs/other/other.pack: not a path of the role base");
  EXPECT_EQ(Publish(PackOf(7), {.role = "nobody"}).error().message, "there is no role \"nobody\"");
  EXPECT_EQ(Publish(PackOf(7), {.name = "a/b"}).error().message, "\"a/b\": the name of a pack has no /");
  EXPECT_EQ(Publish("no pack").error().message, "not a pattern pack");
}

TEST_F(PublishingTest, KeysThatDoNotCountAreNamed) {
  const KeyFiles wrong = {MakeKey("wrong.pem")};
  EXPECT_EQ(CheckCounts(repository_, "base", wrong).error().message, "wrong.pem: not a key of the role base");
  EXPECT_EQ(Renew(repository_, wrong, wrong, {}, kNow).error().message,
            "wrong.pem: not a key of the role snapshot");
}

TEST_F(PublishingTest, ASnapshotIsRenewedWhenHalfOfItsTimeIsOver) {
  const auto renew = [&](days later) {
    EXPECT_TRUE(Renew(repository_, wanted_.snapshot.keys, wanted_.timestamp.keys, {}, kNow + later));
    EXPECT_EQ(Problem(kNow + later), "");
    return repository_.Read("snapshot")["version"].get<int>();
  };
  EXPECT_EQ(renew(days(3)), 1);
  EXPECT_EQ(renew(days(6)), 1);
  EXPECT_EQ(renew(days(7)), 2);
  EXPECT_EQ(repository_.Read("timestamp")["version"], 4);
}

TEST_F(PublishingTest, ARoleThatOthersLeftToExpireKeepsNobodyFromRenewing) {
  ASSERT_TRUE(repository_.WriteTo(disk_, "r"));
  repository_ = *Repository::Open(disk_, "r");
  const base::Time later = kNow + days(100);
  ASSERT_TRUE(Renew(repository_, wanted_.snapshot.keys, wanted_.timestamp.keys, {}, later));
  EXPECT_EQ(Problem(later), "");
  EXPECT_FALSE(repository_.Check(later));
}

TEST_F(PublishingTest, ANewRootIsSignedByOldAndNewKeys) {
  const KeyFiles fresh = MakeKeys(3);
  Rotation rotation;
  rotation.root = {wanted_.root.keys, fresh, std::nullopt};
  ASSERT_TRUE(RotateRoot(repository_, rotation, {}, kNow));
  EXPECT_EQ(Problem(), "");
  EXPECT_EQ(repository_.Read("timestamp")["version"], 1) << "nothing else changed";
  rotation.root.new_keys.clear();
  EXPECT_EQ(RotateRoot(repository_, rotation, {}, kNow).error().message, "key2: not a key of the role root");
}

TEST_F(PublishingTest, ARotationNeedsEnoughOfTheOldKeys) {
  Rotation rotation;
  rotation.root = {{wanted_.root.keys[0]}, MakeKeys(2), std::nullopt};
  EXPECT_EQ(RotateRoot(repository_, rotation, {}, kNow).error().message,
            "root: by the keys so far: 1 of 2 signatures it needs are there");
}

TEST_F(PublishingTest, DuringARotationBothRootsAcceptWhatIsBelow) {
  const std::string old_root = repository_.BytesOf("root");
  Rotation rotation;
  rotation.root = {wanted_.root.keys, {}, std::nullopt};
  rotation.targets = {wanted_.targets.keys, MakeKeys(2), std::nullopt};
  rotation.snapshot = {wanted_.snapshot.keys, MakeKeys(1), std::nullopt};
  rotation.timestamp = {wanted_.timestamp.keys, MakeKeys(1), std::nullopt};
  ASSERT_TRUE(RotateRoot(repository_, rotation, {}, kNow));
  EXPECT_EQ(Problem(), "");
  auto trusted = tuf::TrustedSet::Begin(old_root, kNow);
  EXPECT_TRUE(trusted->AddTimestamp(repository_.BytesOf("timestamp")));
  EXPECT_TRUE(trusted->AddSnapshot(repository_.BytesOf("snapshot")));
  EXPECT_TRUE(trusted->CheckTargets(repository_.BytesOf("targets")));
}

TEST_F(PublishingTest, TheRootIsWrittenLast) {
  disk_.unwritable.insert("r/metadata/timestamp.json");
  EXPECT_FALSE(repository_.WriteTo(disk_, "r"));
  EXPECT_FALSE(disk_.contents.contains("r/metadata/1.root.json"));
  EXPECT_TRUE(disk_.contents.contains("r/metadata/1.targets.json"));
}

TEST_F(PublishingTest, NamesNeverToFlagAreSomebodysOwn) {
  EXPECT_EQ(*SetNeverFlag(repository_,
                          "Example.org\r\n\nb\xC3\xBC"
                          "cher.example\nexample.org\n"),
            2u);
  EXPECT_EQ(repository_.files().at("targets/" + tuf::Sha256Hex("example.org\nxn--bcher-kva.example\n") +
                                   ".never_flag.txt"),
            "example.org\nxn--bcher-kva.example\n");
  EXPECT_EQ(SetNeverFlag(repository_, "a.example\nco.uk\n").error().message,
            "line 2: \"co.uk\" is nobody's own name");
  EXPECT_EQ(SetNeverFlag(repository_, "https://a.example/").error().message,
            "line 1: \"https://a.example/\" is no host name");
  EXPECT_EQ(SetNeverFlag(repository_, "\n").error().message, "there is no name in it");
}

}  // namespace
}  // namespace watchword::publish

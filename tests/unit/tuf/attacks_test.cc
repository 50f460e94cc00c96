// SPDX-License-Identifier: Apache-2.0
// What a hostile server, or a stolen key, can try. Each refusal names the file, and nothing but files that
// were rightly accepted before it changes on the disk.
#include "with_repository.h"

namespace watchword::tuf {
namespace {

using Attack = WithRepository;
using std::chrono::days;

constexpr const char* kUnsigned = "0 of 1 signatures it needs are there";

TEST_F(Attack, ArbitraryTimestamp) {
  ExpectAccepted();
  repository_.Edit(kTimestamp);
  repository_.keys[kTimestamp] = {*publish::SigningKey::Generate()};
  repository_.Sign(kTimestamp);
  ExpectRefused(std::string("timestamp.json: ") + kUnsigned);
}

TEST_F(Attack, ArbitrarySnapshot) {
  ExpectAccepted();
  repository_.keys[kSnapshot] = {*publish::SigningKey::Generate()};
  PublishChange();
  ExpectRefused(std::string("2.snapshot.json: ") + kUnsigned, {"timestamp.json"});
}

TEST_F(Attack, ArbitraryTargets) {
  ExpectAccepted();
  repository_.keys[kTargets] = {*publish::SigningKey::Generate()};
  PublishChange();
  ExpectRefused(std::string("2.targets.json: ") + kUnsigned, {"timestamp.json", "snapshot.json"});
}

TEST_F(Attack, ARoleSignsForAnother) {
  ExpectAccepted();
  repository_.keys[kTargets] = repository_.keys[kTimestamp];
  PublishChange();
  ExpectRefused(std::string("2.targets.json: ") + kUnsigned, {"timestamp.json", "snapshot.json"});
}

TEST_F(Attack, ANewRootThatTheOldKeysDidNotSign) {
  repository_.Edit(kRoot);
  repository_.Rotate(kRoot);
  ASSERT_TRUE(repository_.repository.Sign(kRoot, repository_.keys[kRoot]));
  ExpectRefused("2.root.json: by the keys so far: 0 of 1 signatures it needs are there");
}

TEST_F(Attack, ANewRootThatItsOwnKeysDidNotSign) {
  const auto old = repository_.keys[kRoot];
  repository_.Rotate(kRoot);
  ASSERT_TRUE(repository_.repository.Sign(kRoot, old));
  ExpectRefused("2.root.json: by its own keys: 0 of 1 signatures it needs are there");
}

TEST_F(Attack, RollbackOfTheTimestamp) {
  const std::string old = repository_.File("metadata/timestamp.json");
  PublishChange();
  ExpectAccepted();
  Serve("timestamp.json", old);
  ExpectRefused("timestamp.json: version 1 is older than the trusted 2");
}

TEST_F(Attack, RollbackOfTheSnapshotByATimestamp) {
  PublishChange();
  ExpectAccepted();
  repository_.Edit(kTimestamp)["meta"]["snapshot.json"]["version"] = 1;
  repository_.Sign(kTimestamp);
  ExpectRefused("timestamp.json: the snapshot: version 1 is older than the trusted 2");
}

TEST_F(Attack, RollbackOfTargetsByASnapshot) {
  PublishChange();
  ExpectAccepted();
  repository_.Edit(kTargets)["version"] = 1;
  repository_.Publish();
  ExpectRefused("3.snapshot.json: the role \"targets\": version 1 is older than the trusted 2",
                {"timestamp.json"});
}

TEST_F(Attack, ARoleIsLeftOutOfTheSnapshot) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Publish();
  ExpectAccepted();
  repository_.Edit(kSnapshot)["meta"].erase("a.json");
  repository_.Sign(kSnapshot);
  repository_.PublishTimestamp();
  ExpectRefused("3.snapshot.json: the role \"a\" is gone", {"timestamp.json"});
}

TEST_F(Attack, FreezeByTheSameTimestamp) {
  ExpectAccepted();
  ExpectRefused("timestamp.json: expired at 2026-12-22T00:00:00Z, now is 2026-12-22T00:00:00Z", {},
                kNow + days(30));
}

TEST_F(Attack, FreezeByAnExpiredFile) {
  repository_.repository.SetExpiry(kTargets, kNow - days(1));
  repository_.Publish();
  ExpectRefused("2.targets.json: expired at 2026-11-21T00:00:00Z, now is 2026-11-22T00:00:00Z",
                {"timestamp.json", "snapshot.json"});
}

TEST_F(Attack, FreezeByAnExpiredRoot) {
  ExpectRefused("root.json: expired at 2027-09-18T00:00:00Z, now is 2027-09-18T00:00:00Z", {},
                kNow + days(300));
}

TEST_F(Attack, FreezeByAnExpiredSnapshot) {
  ExpectAccepted();
  repository_.PublishUntil(kNow - days(1), kNow + days(30));
  ExpectRefused("2.snapshot.json: expired at 2026-11-21T00:00:00Z, now is 2026-11-22T00:00:00Z",
                {"timestamp.json"});
}

TEST_F(Attack, FreezeByAServerThatFailsWhereANewRootWouldBe) {
  server_.failures["metadata/2.root.json"] = {ErrorCode::kIo, "the server says 503"};
  ExpectRefused("2.root.json: the server says 503");
}

TEST_F(Attack, MixAndMatch) {
  const std::string old = repository_.File("metadata/1.snapshot.json");
  PublishChange();
  Serve("2.snapshot.json", old);
  const auto before = computer_.Files();
  const std::string error = computer_.RefreshError();
  EXPECT_TRUE(error.starts_with("2.snapshot.json: its sha256 is ") ||
              error.starts_with("2.snapshot.json: has "))
      << error;
  ExpectOnlyChanged(before, {"timestamp.json"});
}

TEST_F(Attack, MixAndMatchWithoutHashes) {
  const std::string old = repository_.File("metadata/1.targets.json");
  PublishChange();
  for (const char* field : {"hashes", "length"})
    repository_.Edit(kSnapshot)["meta"]["targets.json"].erase(field);
  repository_.Sign(kSnapshot);
  repository_.PublishTimestamp();
  Serve("2.targets.json", old);
  ExpectRefused("2.targets.json: version is 1, not 2", {"timestamp.json", "snapshot.json"});
}

TEST_F(Attack, EndlessDataIsCutAtTheCapOfEachFile) {
  ExpectAccepted();
  EXPECT_EQ(server_.caps.at(0), kMaxRootBytes);
  EXPECT_EQ(server_.caps.at(1), kMaxTimestampBytes);
  EXPECT_EQ(server_.caps.at(2), repository_.File("metadata/1.snapshot.json").size());
  EXPECT_EQ(server_.caps.at(3), repository_.File("metadata/1.targets.json").size());
  Serve("timestamp.json", std::string(kMaxTimestampBytes + 1, ' '));
  ExpectRefused("timestamp.json: https://test/metadata/timestamp.json: more than 16384 bytes");
}

TEST_F(Attack, SignedLengthsDoNotRaiseACap) {
  repository_.Edit(kTimestamp)["meta"]["snapshot.json"]["length"] = 1'000'000'000;
  repository_.Sign(kTimestamp);
  computer_.RefreshError();
  EXPECT_EQ(server_.asked.back(), "metadata/1.snapshot.json");
  EXPECT_EQ(server_.caps.back(), kMaxSnapshotBytes);
}

// Whatever the threshold: one of them would do, or both would be needed.
TEST_F(Attack, TwoSignaturesUnderOneKeyId) {
  const auto sign_twice = [&] {
    Json file = *ParseStrict(repository_.File("metadata/timestamp.json"));
    file["signatures"].push_back(Json(file["signatures"][0]));
    Serve("timestamp.json", file.dump());
    return "timestamp.json: /signatures/1: the key " + file["signatures"][0]["keyid"].get<std::string>() +
           " has signed already";
  };
  ExpectRefused(sign_twice());
  repository_.Rotate(kTimestamp, 2, 2);
  repository_.Publish();
  repository_.keys[kTimestamp].pop_back();
  repository_.Edit(kTimestamp);
  repository_.Sign(kTimestamp);
  ExpectRefused(sign_twice(), {"root.json"});
}

TEST_F(Attack, AFileOfAnotherRoleUnderItsName) {
  repository_.Edit(kTimestamp)["_type"] = "snapshot";
  repository_.Sign(kTimestamp);
  ExpectRefused("timestamp.json: /signed/_type: is \"snapshot\", not \"timestamp\"");
}

TEST_F(Attack, ATimestampWithMoreThanASnapshot) {
  repository_.Edit(kTimestamp)["meta"]["other.json"]["version"] = 1;
  repository_.Sign(kTimestamp);
  ExpectRefused("timestamp.json: /signed/meta: has other entries than snapshot.json");
}

}  // namespace
}  // namespace watchword::tuf

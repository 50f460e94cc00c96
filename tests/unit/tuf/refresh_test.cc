// SPDX-License-Identifier: Apache-2.0
// What an honest repository does, and what the client makes of it.
#include "with_repository.h"

namespace watchword::tuf {
namespace {

using Names = std::vector<std::string>;
using Refresh = WithRepository;

TEST_F(Refresh, AsksForTheFilesInTheOrderOfTheSpecification) {
  ExpectAccepted();
  EXPECT_EQ(server_.asked, (Names{"metadata/2.root.json", "metadata/timestamp.json",
                                  "metadata/1.snapshot.json", "metadata/1.targets.json"}));
}

TEST_F(Refresh, AsksOnlyForWhatIsNew) {
  ExpectAccepted();
  server_.asked.clear();
  ExpectAccepted();
  EXPECT_EQ(server_.asked, (Names{"metadata/2.root.json", "metadata/timestamp.json"}));
}

TEST_F(Refresh, KeepsTheBytesAsTheyCame) {
  ExpectAccepted();
  EXPECT_EQ(computer_.Files().at("timestamp.json"), repository_.File("metadata/timestamp.json"));
  EXPECT_EQ(computer_.Files().at("targets.json"), repository_.File("metadata/1.targets.json"));
}

TEST_F(Refresh, TakesFieldsItDoesNotKnow) {
  repository_.Edit(kTargets)["unknown"] = Json{{"a", Json::array({1, "b"})}};
  repository_.Publish();
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kTargets), 2);
}

TEST_F(Refresh, WithoutAFirstRootNothingIsAsked) {
  test::TestComputer other(server_);
  EXPECT_NE(other.RefreshError().find("root.json: No such file"), std::string::npos);
  EXPECT_TRUE(server_.asked.empty());
}

TEST_F(Refresh, ARootThatDoesNotFitItselfIsNotKept) {
  test::TestComputer other(server_);
  Json root = *ParseStrict(repository_.File("metadata/1.root.json"));
  root["signed"]["version"] = 7;
  const Status kept = KeepFirstRoot(other.source, root.dump());
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().message, "root: 0 of 1 signatures it needs are there");
  EXPECT_TRUE(other.Files().empty());
}

TEST_F(Refresh, TheFirstRootDoesNotReplaceALaterOne) {
  repository_.Rotate(kTimestamp);
  repository_.Publish();
  ExpectAccepted();
  EXPECT_TRUE(KeepFirstRoot(computer_.source, repository_.File("metadata/1.root.json")));
  EXPECT_EQ(computer_.Version(kRoot), 2);
}

TEST_F(Refresh, AKeptRootThatWasTamperedWithIsRefusedBeforeAnythingIsAsked) {
  Json root = *ParseStrict(repository_.File("metadata/1.root.json"));
  root["signed"]["expires"] = "2099-01-01T00:00:00Z";
  computer_.Put("root.json", root.dump());
  ExpectRefused(computer_.source.folder + "/root.json: 0 of 1 signatures it needs are there");
  EXPECT_TRUE(server_.asked.empty());
}

TEST_F(Refresh, FollowsEveryRootFromOneToTheNext) {
  for (int i = 0; i < 5; ++i) {
    repository_.Rotate(kRoot);
    repository_.Rotate(kTimestamp);
    repository_.Publish();
  }
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kRoot), 6);
}

TEST_F(Refresh, AnExpiredRootOnTheWayIsNoObstacle) {
  repository_.repository.SetExpiry(kRoot, kNow - std::chrono::days(1));
  repository_.Publish();
  repository_.repository.SetExpiry(kRoot, kNow + std::chrono::days(1));
  repository_.Publish();
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kRoot), 3);
}

TEST_F(Refresh, AThresholdCanBeRaised) {
  ExpectAccepted();
  repository_.Rotate(kRoot, 3, 2);
  repository_.Rotate(kTargets, 3, 2);
  repository_.Edit(kTargets);
  repository_.Publish();
  ExpectAccepted();
  repository_.Rotate(kRoot, 3, 3);
  repository_.Publish();
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kRoot), 3);
}

TEST_F(Refresh, RotatedKeysOfEveryRoleAreFollowed) {
  ExpectAccepted();
  for (const char* role : {kTimestamp, kSnapshot, kTargets, kRoot}) {
    repository_.Rotate(role);
    repository_.Edit(role);
    repository_.Publish();
    ExpectAccepted();
  }
  EXPECT_EQ(computer_.Version(kRoot), 5);
}

// A stolen key has published a version number that nobody can follow. New keys, and all is well.
TEST_F(Refresh, RecoversFromVersionsGoneWildOnceTheKeysAreOthers) {
  repository_.Edit(kTimestamp)["version"] = 1'000'000;
  repository_.Edit(kSnapshot)["version"] = 1'000'000;
  repository_.Publish();
  ExpectAccepted();
  repository_.Edit(kTimestamp)["version"] = 1;
  repository_.Edit(kSnapshot)["version"] = 1;
  repository_.Publish();
  ExpectRefused("timestamp.json: version 1 is older than the trusted 1000000");
  repository_.Rotate(kTimestamp);
  repository_.Rotate(kSnapshot);
  repository_.Edit(kTimestamp)["version"] = 1;
  repository_.Edit(kSnapshot)["version"] = 1;
  repository_.Publish();
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kTimestamp), 1);
  EXPECT_EQ(computer_.Version(kSnapshot), 1);
}

TEST_F(Refresh, ADamagedCopyIsFetchedAgain) {
  ExpectAccepted();
  for (const char* file : {"timestamp.json", "snapshot.json", "targets.json"}) {
    computer_.Put(file, "{");
    ExpectAccepted();
    EXPECT_EQ(computer_.Files().at(file).size() > 1, true) << file;
  }
}

TEST_F(Refresh, AMirrorThatLiesIsLeftForTheNext) {
  computer_.source.mirrors.insert(computer_.source.mirrors.begin(),
                                  {"https://test/liar", "https://test/liar"});
  server_.instead["liar/timestamp.json"] = "{}";
  server_.failures["liar/1.snapshot.json"] = {ErrorCode::kIo, "no route"};
  ExpectAccepted();
  EXPECT_EQ(computer_.Version(kTargets), 1);
}

TEST_F(Refresh, ARootIsMissingOnlyWhenAllMirrorsSaySo) {
  computer_.source.mirrors.push_back({"https://test/other", "https://test/other"});
  server_.failures["metadata/2.root.json"] = {ErrorCode::kIo, "no route"};
  ExpectRefused("2.root.json: no route");
}

}  // namespace
}  // namespace watchword::tuf

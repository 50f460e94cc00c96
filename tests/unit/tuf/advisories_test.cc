// SPDX-License-Identifier: Apache-2.0
// Mistakes that other clients made.
#include "with_repository.h"

namespace watchword::tuf {
namespace {

using Advisory = WithRepository;

// CVE-2022-29173: with a new timestamp the old snapshot did not count any more, and roles could be rolled
// back.
TEST_F(Advisory, TheOldSnapshotCountsThoughItsHashIsNotTheNewOne) {
  PublishChange();
  PublishChange();
  ExpectAccepted();
  repository_.Edit(kTargets)["version"] = 2;
  repository_.Publish();
  ExpectRefused("4.snapshot.json: the role \"targets\": version 2 is older than the trusted 3",
                {"timestamp.json"});
}

// GHSA-3633-5h82-39pq: the same key under several ids reached a threshold.
TEST_F(Advisory, IdsOfOneKeyAreNoThresholdInDelegationsEither) {
  repository_.Delegate(kTargets, "a", {"*"});
  Json& delegations = repository_.Edit(kTargets)["delegations"];
  delegations["keys"]["other"] = repository_.keys["a"].front().public_part().key;
  delegations["roles"][0]["keyids"].push_back("other");
  delegations["roles"][0]["threshold"] = 2;
  repository_.Publish();
  Json file = *ParseStrict(repository_.File("metadata/1.a.json"));
  Json again = file["signatures"][0];
  again["keyid"] = "other";
  file["signatures"].push_back(again);
  for (const char* field : {"hashes", "length"}) repository_.Edit(kSnapshot)["meta"]["a.json"].erase(field);
  repository_.Sign(kSnapshot);
  repository_.PublishTimestamp();
  Serve("1.a.json", file.dump());
  EXPECT_EQ(FindError("x"), "1.a.json: 1 of 2 signatures it needs are there");
  EXPECT_FALSE(computer_.Files().contains("a.json"));
}

// python-tuf's path traversal: a role's name led out of the folder.
TEST_F(Advisory, ARoleNameDoesNotLeadOutOfTheFolder) {
  repository_.Delegate(kTargets, "a", {"*"});
  const std::string name = "../../evil";
  repository_.keys[name] = repository_.keys["a"];
  repository_.Edit(kTargets)["delegations"]["roles"][0]["name"] = name;
  repository_.repository.SetExpiry(name, kNow + std::chrono::days(30));
  repository_.Publish();
  EXPECT_EQ(FindError("x"), "x: no role vouches for it");
  EXPECT_TRUE(computer_.Files().contains("..%2F..%2Fevil.json"));
  EXPECT_EQ(computer_.Files().size(), 5u);
}

// CVE-2025-2885: the version of a new root was not looked at.
TEST_F(Advisory, ANewRootHasTheNextVersion) {
  repository_.Edit(kRoot)["version"] = 1;
  repository_.Sign(kRoot);
  Serve("2.root.json", repository_.File("metadata/1.root.json"));
  ExpectRefused("2.root.json: version is 1, not 2");
  repository_.Edit(kRoot)["version"] = 3;
  repository_.Sign(kRoot);
  Serve("2.root.json", repository_.File("metadata/3.root.json"));
  ExpectRefused("2.root.json: version is 3, not 2");
}

// CVE-2025-2886: a terminating delegation did not end the search.
TEST_F(Advisory, NobodyIsAskedAfterATerminatingRole) {
  repository_.Delegate(kTargets, "a", {"x"}, true);
  repository_.Delegate(kTargets, "b", {"x"});
  repository_.AddTarget("b", "x", "text");
  repository_.Publish();
  EXPECT_EQ(FindError("x"), "x: no role vouches for it");
  EXPECT_EQ(server_.asked.back(), "metadata/1.a.json");
}

// CVE-2025-2887: delegated roles could be rolled back.
TEST_F(Advisory, ADelegatedRoleIsNotRolledBack) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.AddTarget("a", "x", "text");
  repository_.Publish();
  repository_.AddTarget("a", "y", "text");
  repository_.Publish();
  EXPECT_EQ(RoleOf("y"), "a");
  repository_.Edit("a")["version"] = 1;
  repository_.Publish();
  ExpectRefused("4.snapshot.json: the role \"a\": version 1 is older than the trusted 2", {"timestamp.json"});
}

TEST_F(Advisory, AnOlderFileOfADelegatedRoleIsNotTaken) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Publish();
  const std::string old = repository_.File("metadata/1.a.json");
  repository_.AddTarget("a", "y", "text");
  repository_.Publish();
  Serve("2.a.json", old);
  EXPECT_NE(FindError("y"), "");
  EXPECT_FALSE(computer_.Files().contains("a.json"));
}

// CVE-2025-2888: what failed the check was on the disk already.
TEST_F(Advisory, ATimestampIsKeptOnlyAfterItsCheck) {
  PublishChange();
  ExpectAccepted();
  repository_.Edit(kTimestamp)["meta"]["snapshot.json"]["version"] = 1;
  repository_.Sign(kTimestamp);
  ExpectRefused("timestamp.json: the snapshot: version 1 is older than the trusted 2");
  EXPECT_EQ(computer_.Version(kTimestamp), 2);
}

}  // namespace
}  // namespace watchword::tuf

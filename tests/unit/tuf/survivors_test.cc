// SPDX-License-Identifier: Apache-2.0
// Thirteen mistakes that a client can make without the public conformance suite noticing.
#include "with_repository.h"

namespace watchword::tuf {
namespace {

using Survivor = WithRepository;

TEST_F(Survivor, AKeyIdTwiceInsideARole) {
  const std::string id = repository_.keys[kTimestamp].front().public_part().id;
  Json& role = repository_.Edit(kRoot)["roles"]["timestamp"];
  role["keyids"] = Json::array({id, id});
  role["threshold"] = 2;
  repository_.Publish();
  ExpectRefused("2.root.json: /signed/roles/timestamp: the key " + id + " is there twice");
}

TEST_F(Survivor, OneKeyUnderTwoIds) {
  const auto& part = repository_.keys[kTimestamp].front().public_part();
  Json& root = repository_.Edit(kRoot);
  root["keys"]["other"] = part.key;
  root["roles"]["timestamp"]["keyids"] = Json::array({part.id, "other"});
  root["roles"]["timestamp"]["threshold"] = 2;
  repository_.Publish();
  Json file = *ParseStrict(repository_.File("metadata/timestamp.json"));
  Json again = file["signatures"][0];
  again["keyid"] = "other";
  file["signatures"].push_back(again);
  Serve("timestamp.json", file.dump());
  ExpectRefused("timestamp.json: 1 of 2 signatures it needs are there", {"root.json"});
}

TEST_F(Survivor, AnUnchangedTimestampThatHasExpired) {
  ExpectAccepted();
  ExpectRefused("timestamp.json: expired at 2026-12-22T00:00:00Z, now is 2026-12-25T00:00:00Z", {},
                kNow + std::chrono::days(33));
}

TEST_F(Survivor, AnotherSpecVersion) {
  repository_.Edit(kTimestamp)["spec_version"] = "2.0.0";
  repository_.Sign(kTimestamp);
  ExpectRefused("timestamp.json: /signed/spec_version: 2.0.0, we know 1.x");
}

TEST_F(Survivor, ATargetOfAnotherLength) {
  repository_.AddTarget(kTargets, "a", "text");
  repository_.Edit(kTargets)["targets"]["a"]["length"] = 5;
  repository_.Publish();
  auto client = computer_.Refresh();
  ASSERT_TRUE(client);
  const auto bytes = client->Download(*client->FindTarget("a"));
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().message, "a: has 4 bytes, not 5");
}

TEST_F(Survivor, ACycleOfDelegations) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Delegate("a", "b", {"*"});
  repository_.Delegate("b", "a", {"*"});
  repository_.Publish();
  EXPECT_EQ(FindError("x"), "x: no role vouches for it");
  // With copies of all roles at hand it ends as well.
  EXPECT_EQ(FindError("x"), "x: no role vouches for it");
}

TEST_F(Survivor, ARoleNameIsQuotedWhenItsFileIsRead) {
  const std::string name = "../outside";
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.keys[name] = repository_.keys["a"];
  repository_.Edit(kTargets)["delegations"]["roles"][0]["name"] = name;
  repository_.repository.SetExpiry(name, kNow + std::chrono::days(30));
  repository_.AddTarget(name, "x", "text");
  repository_.Publish();
  // What lies at the name unquoted is never looked at: it is as good a file, and must not be believed.
  computer_.Put("../outside.json", repository_.File("metadata/1...%2Foutside.json"));
  EXPECT_EQ(RoleOf("x"), name);
  EXPECT_EQ(server_.asked.back(), "metadata/1...%2Foutside.json");
  EXPECT_TRUE(computer_.Files().contains("..%2Foutside.json"));
  server_.asked.clear();
  EXPECT_EQ(RoleOf("x"), name);
  EXPECT_EQ(server_.asked.back(), "metadata/timestamp.json");
}

TEST_F(Survivor, ADownloadHasACap) {
  repository_.AddTarget(kTargets, "a", "text");
  repository_.Publish();
  auto client = computer_.Refresh();
  ASSERT_TRUE(client);
  const auto target = client->FindTarget("a");
  EXPECT_TRUE(client->Download(*target));
  EXPECT_EQ(server_.caps.back(), 4u);
  server_.instead[server_.asked.back()] = "text and more";
  const auto bytes = client->Download(*target);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kTooLarge);
}

TEST_F(Survivor, RootsInOneCycleHaveALimit) {
  for (int i = 0; i < kMaxRootSteps; ++i) {
    repository_.Edit(kRoot);
    repository_.Sign(kRoot);
  }
  ExpectRefused("root.json: more than 256 new versions at once", {"root.json"});
  EXPECT_EQ(server_.asked.size(), 256u);
  // The next cycle goes on where this one stopped.
  ExpectAccepted();
}

TEST_F(Survivor, RolesInOneSearchHaveALimit) {
  for (int i = 0; i < 40; ++i) repository_.Delegate(kTargets, "role-" + std::to_string(i), {"*"});
  repository_.Publish();
  EXPECT_EQ(FindError("x"), "x: not found in the first 32 roles");
  EXPECT_EQ(server_.asked.size(), 4u + kMaxRolesVisited - 1);
}

TEST_F(Survivor, AJsonNameTwice) {
  std::string text = repository_.File("metadata/timestamp.json");
  text.insert(text.find("\"version\""), "\"version\": 9, ");
  Serve("timestamp.json", text);
  ExpectRefused("timestamp.json: the name \"version\" is there twice");
}

TEST_F(Survivor, JsonNestedTooDeep) {
  Serve("timestamp.json", std::string(10'000, '['));
  ExpectRefused("timestamp.json: nested deeper than 32");
}

TEST_F(Survivor, AServerErrorAtTheNextRootIsNotTheEndOfTheChain) {
  repository_.Rotate(kTimestamp);
  repository_.Publish();
  server_.failures["metadata/2.root.json"] = {ErrorCode::kIo, "the server says 500"};
  ExpectRefused("2.root.json: the server says 500");
  EXPECT_EQ(server_.asked.size(), 1u);
}

}  // namespace
}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
#include "with_repository.h"

namespace watchword::tuf {
namespace {

class Download : public WithRepository {
 protected:
  Download() {
    const Json custom{{"app", Json{{"seq", 7}}}};
    EXPECT_TRUE(repository_.repository.AddTarget(kTargets, "packs/a.pack", "the pack", custom));
    repository_.Publish();
  }
  // The bytes, or what went wrong.
  std::string Get() {
    auto client = computer_.Refresh();
    if (!client) return client.error().message;
    const auto target = client->FindTarget("packs/a.pack");
    if (!target) return target.error().message;
    const auto bytes = client->Download(*target);
    return bytes ? *bytes : bytes.error().message;
  }
  const std::string address_ = "targets/packs/" + Sha256Hex("the pack") + ".a.pack";
};

TEST_F(Download, BringsTheTargetFromItsHashedName) {
  EXPECT_EQ(Get(), "the pack");
  EXPECT_EQ(server_.asked.back(), address_);
}

TEST_F(Download, TellsWhatTheSignersSaid) {
  auto client = computer_.Refresh();
  ASSERT_TRUE(client);
  const auto target = client->FindTarget("packs/a.pack");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->length(), 8u);
  EXPECT_EQ(target->hashes().at("sha256"), Sha256Hex("the pack"));
  EXPECT_EQ(target->custom()["app"]["seq"], 7);
  EXPECT_TRUE(target->Check("the pack"));
}

TEST_F(Download, RefusesOtherBytesOfTheSameLength) {
  server_.instead[address_] = "THE PACK";
  EXPECT_EQ(Get(), "packs/a.pack: its sha256 is " + Sha256Hex("THE PACK") + ", not " + Sha256Hex("the pack"));
}

TEST_F(Download, RefusesATruncatedFile) {
  server_.instead[address_] = "the";
  EXPECT_EQ(Get(), "packs/a.pack: has 3 bytes, not 8");
}

TEST_F(Download, RefusesALongerFile) {
  server_.instead[address_] = "the packs";
  EXPECT_EQ(Get(), "packs/a.pack: https://test/" + address_ + ": more than 8 bytes");
}

TEST_F(Download, RefusesWhatIsTooLargeBeforeAsking) {
  repository_.Edit(kTargets)["targets"]["packs/a.pack"]["length"] = kMaxTargetBytes + 1;
  repository_.Publish();
  EXPECT_EQ(Get(), "packs/a.pack: 67108865 bytes, at most 67108864");
  EXPECT_EQ(server_.asked.back(), "metadata/3.targets.json");
}

TEST_F(Download, AMirrorThatLiesIsLeftForTheNext) {
  computer_.source.mirrors.insert(computer_.source.mirrors.begin(),
                                  {"https://test/metadata", "https://test/liar"});
  server_.instead["liar/packs/" + Sha256Hex("the pack") + ".a.pack"] = "lies!!!!";
  EXPECT_EQ(Get(), "the pack");
}

TEST_F(Download, WithoutConsistentSnapshotsNamesAreAsTheyAre) {
  repository_.Edit(kRoot)["consistent_snapshot"] = false;
  repository_.Publish();
  server_.instead["metadata/snapshot.json"] = repository_.File("metadata/2.snapshot.json");
  server_.instead["metadata/targets.json"] = repository_.File("metadata/2.targets.json");
  server_.instead["targets/packs/a.pack"] = "the pack";
  EXPECT_EQ(Get(), "the pack");
}

TEST_F(Download, AnUnknownTargetIsNotFound) {
  auto client = computer_.Refresh();
  ASSERT_TRUE(client);
  const auto target = client->FindTarget("packs/b.pack");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace watchword::tuf

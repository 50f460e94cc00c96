// SPDX-License-Identifier: Apache-2.0
#include "publish/repository.h"

#include <gtest/gtest.h>

#include "support/memory_file_system.h"
#include "support/test_repository.h"

namespace watchword::publish {
namespace {

using test::kNow;
using test::TestRepository;

TEST(Repository, IsWhatAClientTakes) {
  TestRepository one;
  one.Delegate(tuf::kTargets, "base", {"packs/base/*"});
  one.Delegate("base", "lang", {"packs/base/*"});
  one.Delegate("lang", "base", {"packs/base/*"});
  one.AddTarget("base", "packs/base/a.pack", "pack");
  one.Publish();
  const Status checked = one.repository.Check(kNow);
  EXPECT_TRUE(checked) << checked.error().message;
  EXPECT_FALSE(one.repository.Check(kNow + std::chrono::days(30)));
}

TEST(Repository, ChecksEveryRole) {
  TestRepository one;
  one.Delegate(tuf::kTargets, "base", {"packs/base/*"});
  one.keys["base"] = {*SigningKey::Generate()};
  one.Publish();
  EXPECT_EQ(one.repository.Check(kNow).error().message, "base: 0 of 1 signatures it needs are there");
}

TEST(Repository, FilesHaveTheirVersionOrHashInTheirNames) {
  TestRepository one;
  one.AddTarget(tuf::kTargets, "packs/a.pack", "pack");
  one.Publish();
  std::vector<std::string> names;
  for (const auto& [name, bytes] : one.repository.files()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"metadata/1.root.json", "metadata/1.snapshot.json",
                                             "metadata/1.targets.json", "metadata/2.snapshot.json",
                                             "metadata/2.targets.json", "metadata/timestamp.json",
                                             "targets/packs/" + tuf::Sha256Hex("pack") + ".a.pack"}));
}

TEST(Repository, WithoutChangesOnlyTheTimestampIsNew) {
  TestRepository one;
  one.Publish();
  EXPECT_EQ(one.repository.Read(tuf::kSnapshot)["version"], 1);
  EXPECT_EQ(one.repository.Read(tuf::kTimestamp)["version"], 2);
}

TEST(Repository, OneChangeAfterAnotherIsOneVersion) {
  TestRepository one;
  one.AddTarget(tuf::kTargets, "a", "1");
  one.AddTarget(tuf::kTargets, "b", "2");
  EXPECT_TRUE(one.repository.HasUnsignedChanges(tuf::kTargets));
  EXPECT_EQ(one.repository.Read(tuf::kTargets)["version"], 2);
}

TEST(Repository, GoesOnWhereTheFolderStands) {
  test::MemoryFileSystem disk;
  TestRepository one;
  one.Delegate(tuf::kTargets, "base", {"packs/base/*"});
  one.AddTarget("base", "packs/base/a", "1");
  one.Publish();
  ASSERT_TRUE(one.repository.WriteTo(disk, "repository"));
  auto again = Repository::Open(disk, "repository");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->files().empty());
  EXPECT_TRUE(again->Check(kNow));
  ASSERT_TRUE(again->AddTarget("base", "packs/base/b", "2"));
  ASSERT_TRUE(again->Sign("base", one.keys["base"]));
  const OnlineKeys online{one.keys[tuf::kSnapshot], one.keys[tuf::kTimestamp]};
  ASSERT_TRUE(again->SignTop(online, kNow + std::chrono::days(9), kNow + std::chrono::days(3)));
  const Status checked = again->Check(kNow);
  EXPECT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(again->Read("base")["version"], 2);
}

TEST(Repository, AFolderWithoutARootIsNone) {
  test::MemoryFileSystem disk;
  disk.contents["repository/metadata/timestamp.json"] = "{}";
  EXPECT_EQ(Repository::Open(disk, "repository").error().message, "repository/metadata: there is no root");
  disk.contents["repository/metadata/1.root.json"] = "[]";
  EXPECT_EQ(Repository::Open(disk, "repository").error().message,
            "repository/metadata/1.root.json: /: expected an object");
}

TEST(Repository, TheTimestampIsWrittenLast) {
  test::MemoryFileSystem disk;
  TestRepository one;
  disk.unwritable.insert("repository/metadata/1.targets.json");
  EXPECT_FALSE(one.repository.WriteTo(disk, "repository"));
  EXPECT_FALSE(disk.contents.contains("repository/metadata/timestamp.json"));
}

TEST(Repository, KeysNobodyHasAnyMoreLeaveTheRoot) {
  TestRepository one;
  one.Rotate(tuf::kTimestamp);
  EXPECT_EQ(one.repository.Read(tuf::kRoot)["keys"].size(), 4u);
}

TEST(Repository, AKeyThatSignsAgainSignsOnce) {
  TestRepository one;
  one.Edit(tuf::kTargets);
  const auto keys = one.keys[tuf::kTargets];
  ASSERT_TRUE(one.repository.Sign(tuf::kTargets, {keys.front(), keys.front()}));
  ASSERT_TRUE(one.repository.Sign(tuf::kTargets, keys));
  const auto file = tuf::ParseStrict(one.repository.BytesOf(tuf::kTargets));
  ASSERT_EQ((*file)["signatures"].size(), 1u);
  EXPECT_EQ((*file)["signatures"][0]["keyid"], keys.front().public_part().id);
  one.Publish();
  EXPECT_TRUE(one.repository.Check(kNow));
}

TEST(Repository, RefusesNamesThatTempt) {
  TestRepository one;
  for (const char* name : {"", "A", "a b", "../a", "/a", "a%2f", "\xC3\xA9"})
    EXPECT_FALSE(one.repository.AddTarget(tuf::kTargets, name, "1")) << name;
  EXPECT_FALSE(one.repository.Delegate(tuf::kTargets, {"root", {}, {"*"}}));
  EXPECT_FALSE(one.repository.Delegate(tuf::kTargets, {"a?", {}, {"*"}}));
  EXPECT_FALSE(one.repository.Delegate(tuf::kTargets, {"a", {}, {"A*"}}));
  EXPECT_FALSE(one.repository.HasUnsignedChanges(tuf::kTargets));
}

TEST(Repository, ATargetCanBeTakenBack) {
  TestRepository one;
  one.AddTarget(tuf::kTargets, "a", "1");
  EXPECT_TRUE(one.repository.RemoveTarget(tuf::kTargets, "a"));
  EXPECT_EQ(one.repository.RemoveTarget(tuf::kTargets, "a").error().message,
            "a: not a target of the role targets");
  EXPECT_TRUE(one.repository.Read(tuf::kTargets)["targets"].empty());
}

}  // namespace
}  // namespace watchword::publish

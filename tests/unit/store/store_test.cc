// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "pack/envelope.h"
#include "support/temporary_folder.h"

namespace watchword::store {
namespace {

namespace fs = std::filesystem;

NewPack Make(const std::string& name, const std::string& body, std::uint64_t sequence) {
  return {name, *pack::Seal(body), sequence, "of " + body};
}

std::string Slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Another byte in the middle, the same size.
void Damage(const std::string& path) {
  std::string bytes = Slurp(path);
  bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
  std::ofstream(path, std::ios::binary) << bytes;
}

class StoreTest : public testing::Test {
 protected:
  StoreTest() : store_(*Store::Open(folder_)), lock_(*std::move(*store_.TakeLock())) {}

  std::uint64_t MustInstall(const std::string& body, std::uint64_t sequence) {
    const auto installed = store_.Install(lock_, std::vector{Make("base", body, sequence)}, 1000);
    EXPECT_TRUE(installed) << installed.error().message;
    return installed ? *installed : 0;
  }
  Error InstallError(const std::vector<NewPack>& packs) {
    const auto installed = store_.Install(lock_, packs, 1000);
    EXPECT_FALSE(installed);
    return installed ? Error{} : installed.error();
  }
  // Body of the live base pack.
  std::string LiveBody(Care care = Care::kHeads) const {
    const auto live = store_.Live(care);
    if (!live) return live.error().message;
    return pack::Verify(Slurp(live->Find("base")->path))->body();
  }
  std::vector<std::string> Generations() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ + "/gen"))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string At(const std::string& name) const { return folder_ + "/" + name; }

  test::TemporaryFolder home_;
  const std::string folder_ = home_.At("data/watchword");
  Store store_;
  Lock lock_;
};

TEST_F(StoreTest, NothingIsLiveBeforeTheFirstInstall) {
  const auto live = store_.Live();
  ASSERT_FALSE(live);
  EXPECT_EQ(live.error().code, ErrorCode::kNotFound);
}

TEST_F(StoreTest, WhatIsInstalledIsLiveInItsOrder) {
  const std::vector<NewPack> packs = {Make("domains", "d", 7), Make("base", "b", 3), Make("lang-de", "l", 1)};
  EXPECT_EQ(*store_.Install(lock_, packs, 1234), 1u);
  const auto live = store_.Live(Care::kWhole);
  ASSERT_TRUE(live) << live.error().message;
  EXPECT_EQ(live->generation, 1u);
  EXPECT_EQ(live->installed, 1234);
  EXPECT_EQ(live->why_older, "");
  ASSERT_EQ(live->packs.size(), 3u);
  for (std::size_t i = 0; i < packs.size(); ++i) {
    EXPECT_EQ(live->packs[i].entry.name, packs[i].name);
    EXPECT_EQ(live->packs[i].entry.sequence, packs[i].sequence);
    EXPECT_EQ(live->packs[i].entry.identity, packs[i].identity);
    EXPECT_EQ(Slurp(live->packs[i].path), packs[i].file);
    EXPECT_EQ(live->packs[i].entry.digest, pack::ReadHead(packs[i].file)->digest);
  }
  EXPECT_EQ(live->Find("org"), nullptr);
}

TEST_F(StoreTest, OnlyTheOwnerReadsAndWrites) {
  const mode_t before = ::umask(0);
  MustInstall("one", 1);
  ::umask(before);
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    const auto open = entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all);
    EXPECT_EQ(open, fs::perms::none) << entry.path();
  }
}

TEST_F(StoreTest, ASequenceNeverGoesBack) {
  MustInstall("five", 5);
  EXPECT_EQ(InstallError({Make("base", "four", 4)}).message,
            "base: sequence 4 is older than the installed 5");
  EXPECT_EQ(LiveBody(), "five");
  MustInstall("five again", 5);
  EXPECT_EQ(LiveBody(), "five again");
}

TEST_F(StoreTest, RefusesWhatIsNoPackAndSaysWhich) {
  MustInstall("good", 1);
  NewPack damaged = Make("base", "x", 2);
  damaged.file.back() = static_cast<char>(damaged.file.back() ^ 1);
  EXPECT_EQ(InstallError({damaged}).message, "base: the pack is damaged: its digest differs");
  EXPECT_EQ(InstallError({{"base", "nonsense", 2, ""}}).message, "base: not a pattern pack");
  EXPECT_EQ(InstallError({Make("../base", "x", 2)}).message, "../base: not the name of a pack");
  EXPECT_EQ(InstallError({Make("", "x", 2)}).message, ": not the name of a pack");
  EXPECT_EQ(InstallError({Make("a", "x", 2), Make("a", "y", 2)}).message, "a: there twice");
  EXPECT_EQ(InstallError(std::vector<NewPack>(65, Make("base", "x", 2))).code, ErrorCode::kInvalid);
  EXPECT_EQ(LiveBody(), "good");
  EXPECT_EQ(Generations(), std::vector<std::string>{"000001"});
}

TEST_F(StoreTest, FallsBackWhenTheNewestIsDamagedAndSaysWhy) {
  struct Case {
    const char* what;
    const char* file;
    const char* bytes;  // null: a byte of it is changed
    Care care;
  };
  const std::vector<Case> cases = {
      {"CURRENT is empty", "CURRENT", "", Care::kHeads},
      {"CURRENT is nonsense", "CURRENT", "../../etc 00112233445566778899aabbccddeeff\n", Care::kHeads},
      {"the manifest is cut", "gen/000002/manifest.json", "{\"installed\":", Care::kHeads},
      {"the manifest is another", "gen/000002/manifest.json", "{\"installed\":1,\"packs\":[]}", Care::kHeads},
      {"the pack is cut", "gen/000002/base.pack", "WWPACK", Care::kHeads},
      {"the pack has another byte", "gen/000002/base.pack", nullptr, Care::kWhole},
  };
  for (const Case& one : cases) {
    fs::remove_all(folder_ + "/gen");
    fs::remove(At("CURRENT"));
    MustInstall("old", 1);
    MustInstall("new", 2);
    one.bytes == nullptr ? Damage(At(one.file)) : static_cast<void>(std::ofstream(At(one.file)) << one.bytes);
    const auto live = store_.Live(one.care);
    ASSERT_TRUE(live) << one.what << ": " << live.error().message;
    // A generation that is whole is as good as any when nothing says which counts.
    const bool pointer_lost = std::string(one.file) == "CURRENT";
    EXPECT_EQ(live->generation, pointer_lost ? 2u : 1u) << one.what;
    EXPECT_NE(live->why_older, "") << one.what;
    EXPECT_EQ(LiveBody(one.care), pointer_lost ? "new" : "old") << one.what;
  }
}

TEST_F(StoreTest, WhatWasStagedAndNeverPointedAtIsNotLive) {
  MustInstall("old", 1);
  const std::string current = Slurp(At("CURRENT"));
  MustInstall("new", 2);
  std::ofstream(At("CURRENT")) << current;
  EXPECT_EQ(LiveBody(), "old");
  Damage(At("gen/000001/base.pack"));
  EXPECT_FALSE(store_.Live(Care::kWhole)) << "it was never finished, however whole it looks";
}

TEST_F(StoreTest, SweepMakesTheFallbackWhatCounts) {
  MustInstall("old", 1);
  MustInstall("new", 2);
  Damage(At("gen/000002/base.pack"));
  EXPECT_EQ(store_.Live()->generation, 2u) << "heads look good";
  ASSERT_TRUE(store_.Sweep(lock_));
  EXPECT_EQ(LiveBody(), "old");
  EXPECT_EQ(store_.Live()->why_older, "");
  EXPECT_EQ(Generations(), std::vector<std::string>{"000001"});
}

TEST_F(StoreTest, SweepKeepsTheLastTwoAndNothingUnfinished) {
  for (std::uint64_t i = 1; i <= 4; ++i) MustInstall("body " + std::to_string(i), i);
  fs::create_directory(At("gen/000005"));
  fs::permissions(At("gen/000005"), fs::perms::owner_all);
  std::ofstream(At("gen/000005/base.pack")) << "half";
  std::ofstream(At("CURRENT.tmp")) << "half";
  std::ofstream(At("other")) << "not ours to judge";
  ASSERT_TRUE(store_.Sweep(lock_));
  EXPECT_EQ(Generations(), (std::vector<std::string>{"000003", "000004"}));
  EXPECT_FALSE(fs::exists(At("CURRENT.tmp")));
  EXPECT_TRUE(fs::exists(At("other")));
  EXPECT_EQ(LiveBody(), "body 4");
  ASSERT_TRUE(store_.Sweep(lock_));
}

TEST_F(StoreTest, SweepRemovesNothingWhereNothingIsWhole) {
  MustInstall("only", 1);
  Damage(At("gen/000001/base.pack"));
  EXPECT_FALSE(store_.Sweep(lock_));
  EXPECT_TRUE(fs::exists(At("gen/000001/base.pack")));
  MustInstall("next", 1);
  EXPECT_EQ(LiveBody(), "next");
}

TEST_F(StoreTest, RollbackMakesTheOneBeforeLiveAndRemembersWhatWasBad) {
  MustInstall("good", 1);
  MustInstall("bad", 2);
  ASSERT_TRUE(store_.Rollback(lock_));
  EXPECT_EQ(LiveBody(), "good");
  EXPECT_EQ(store_.LoadState().refused, std::vector<std::string>{"of bad"});
  EXPECT_EQ(InstallError({Make("base", "bad", 2)}).message, "base: was installed before, and taken back");
  MustInstall("better", 3);
  EXPECT_EQ(LiveBody(), "better");
}

TEST_F(StoreTest, RollbackDoesNotRefuseWhatStays) {
  ASSERT_TRUE(store_.Install(lock_, std::vector{Make("base", "b", 1), Make("domains", "d1", 1)}, 1));
  ASSERT_TRUE(store_.Install(lock_, std::vector{Make("base", "b", 1), Make("domains", "d2", 2)}, 2));
  ASSERT_TRUE(store_.Rollback(lock_));
  EXPECT_EQ(store_.LoadState().refused, std::vector<std::string>{"of d2"});
}

TEST_F(StoreTest, WithoutAGenerationBeforeThereIsNoRollback) {
  MustInstall("only", 1);
  const Status back = store_.Rollback(lock_);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().message, "there is no generation to go back to");
  EXPECT_EQ(LiveBody(), "only");
}

TEST_F(StoreTest, OneUpdateAtATime) {
  const auto second = Store::Open(folder_)->TakeLock();
  ASSERT_TRUE(second);
  EXPECT_FALSE(*second);
}

TEST(Lock, GoesWithItsHolder) {
  const test::TemporaryFolder home;
  const auto folder = Folder::Make(home.At("data"));
  { const auto held = Lock::Take(*folder); }
  EXPECT_TRUE(*Lock::Take(*folder));
}

TEST(StoreOpen, RefusesAFolderThatOthersCouldWrite) {
  const test::TemporaryFolder home;
  const std::string data = home.At("data");
  ASSERT_TRUE(Store::Open(data));
  for (const mode_t mode : {0770u, 0707u, 0777u}) {
    ASSERT_EQ(::chmod(data.c_str(), mode), 0);
    EXPECT_EQ(Store::Open(data).error().code, ErrorCode::kForeign) << mode;
  }
  ASSERT_EQ(::chmod(data.c_str(), 0700), 0);
  // Only root can give a folder away.
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown(data.c_str(), 12345, 12345), 0);
    EXPECT_EQ(Store::Open(data).error().message, data + ": not a folder that only its owner, you, can write");
  }
}

TEST(StoreOpen, RefusesLinksAndFiles) {
  const test::TemporaryFolder home;
  ASSERT_TRUE(Store::Open(home.At("data")));
  fs::create_directory_symlink(home.At("data"), home.At("link"));
  std::ofstream(home.At("file")) << "x";
  EXPECT_EQ(Store::Open(home.At("link")).error().code, ErrorCode::kForeign);
  EXPECT_EQ(Store::Open(home.At("file")).error().code, ErrorCode::kForeign);
  EXPECT_EQ(Store::OpenExisting(home.At("none")).error().code, ErrorCode::kNotFound);
}

TEST(StoreOpen, ALinkInPlaceOfAFileIsNotFollowed) {
  const test::TemporaryFolder home;
  auto store = Store::Open(home.At("data"));
  const auto lock = store->TakeLock();
  std::ofstream(home.At("precious")) << "untouched";
  fs::create_symlink(home.At("precious"), home.At("data/CURRENT.tmp"));
  ASSERT_TRUE(store->Install(**lock, std::vector{Make("base", "b", 1)}, 1));
  EXPECT_EQ(Slurp(home.At("precious")), "untouched");
  fs::remove(home.At("data/CURRENT"));
  fs::create_symlink(home.At("precious"), home.At("data/CURRENT"));
  EXPECT_EQ(store->Live()->generation, 1u) << "as if it were damaged";
}

}  // namespace
}  // namespace watchword::store

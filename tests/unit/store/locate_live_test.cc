// SPDX-License-Identifier: Apache-2.0
#include "store/locate_live.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pack/envelope.h"
#include "store/store.h"
#include "support/environment.h"
#include "support/memory_file_system.h"
#include "support/temporary_folder.h"

namespace watchword::store {
namespace {

class LocateLiveTest : public testing::Test {
 protected:
  void Ship(std::uint32_t version) {
    files_.contents[pack::ProgramFolder() + "/base.pack"] = *pack::Seal("shipped", version);
  }
  void Install(std::uint32_t version, std::uint64_t sequence = 1) {
    auto store = Store::Open(data_.At("watchword"));
    const auto lock = store->TakeLock();
    const std::vector<NewPack> packs = {{"base", *pack::Seal("installed", version), sequence, ""}};
    ASSERT_TRUE(store->Install(**lock, packs, 1));
  }
  void InstallWith(std::vector<NewPack> packs) {
    auto store = Store::Open(data_.At("watchword"));
    const auto lock = store->TakeLock();
    ASSERT_TRUE(store->Install(**lock, packs, 1));
  }
  // "name version" of each.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    const auto live = LocateLive(files_);
    for (const Located& one : *live) names.push_back(one.name + " " + std::to_string(one.head.version));
    return names;
  }
  // Whether the installed one was chosen.
  bool IsInstalled() const {
    const auto live = LocateLive(files_);
    EXPECT_TRUE(live) << live.error().message;
    return live && live->front().path.starts_with(data_.path());
  }

  test::TemporaryFolder data_;
  test::Environment folder_{"XDG_DATA_HOME", data_.path()};
  test::Environment chosen_{"WATCHWORD_PACK", std::nullopt};
  test::MemoryFileSystem files_;
};

TEST_F(LocateLiveTest, WithoutAnInstalledPackItIsTheShippedOne) {
  Ship(1);
  EXPECT_FALSE(IsInstalled());
}

TEST_F(LocateLiveTest, TheNewerWinsAndAmongEqualsTheInstalled) {
  Install(5);
  for (const std::uint32_t shipped : {0u, 4u, 5u}) {
    Ship(shipped);
    EXPECT_TRUE(IsInstalled()) << shipped;
  }
  Ship(6);
  EXPECT_FALSE(IsInstalled()) << "the program was updated since";
}

TEST_F(LocateLiveTest, APackWithoutAVersionCountsByItsSequence) {
  Install(0, 5);
  Ship(5);
  EXPECT_TRUE(IsInstalled());
  Ship(6);
  EXPECT_FALSE(IsInstalled());
}

TEST_F(LocateLiveTest, TheInstalledOneIsEnough) {
  Install(1);
  EXPECT_TRUE(IsInstalled());
}

TEST_F(LocateLiveTest, WhatIsChosenIsAskedAlone) {
  Install(5);
  files_.contents["/mine"] = *pack::Seal("mine", 1);
  const test::Environment chosen("WATCHWORD_PACK", "/mine");
  EXPECT_EQ(LocateLive(files_)->front().path, "/mine");
}

TEST_F(LocateLiveTest, WithoutAnyItSaysWhereItLooked) {
  const auto live = LocateLive(files_);
  ASSERT_FALSE(live);
  EXPECT_EQ(live.error().code, ErrorCode::kNotFound);
  EXPECT_NE(live.error().message.find("looked for"), std::string::npos);
}

TEST_F(LocateLiveTest, AdditionsGoWithWhicheverBaseIsNewer) {
  using Strings = std::vector<std::string>;
  const NewPack german{"lang-de", *pack::Seal("de", 3), 3, "de"};
  const NewPack fraud{"acme.fraud", *pack::Seal("fraud", 1), 1, "fraud"};
  InstallWith({german, {"base", *pack::Seal("base", 5), 5, "base"}, fraud});
  EXPECT_EQ(Names(), (Strings{"base 5", "lang-de 3", "acme.fraud 1"})) << "the base first, then in order";
  Ship(6);
  EXPECT_EQ(Names(), (Strings{"base 6", "lang-de 3", "acme.fraud 1"}));
  EXPECT_EQ(LocateLive(files_)->front().identity, "");
  EXPECT_EQ(LocateLive(files_)->back().identity, "fraud");
  InstallWith({german});
  EXPECT_EQ(Names(), (Strings{"base 6", "lang-de 3"})) << "a generation needs no base";
  InstallWith({});
  EXPECT_EQ(Names(), Strings{"base 6"}) << "nor anything";
  files_.contents.clear();
  EXPECT_FALSE(LocateLive(files_)) << "but somebody has to bring one";
}

TEST_F(LocateLiveTest, ACombinationIsKnownByAllAndABaseAloneByItself) {
  Ship(6);
  const auto alone = LocateLive(files_);
  EXPECT_EQ(DigestOf(*alone), alone->front().head.digest);
  InstallWith({{"lang-de", *pack::Seal("de", 3), 3, "de"}});
  const std::string both = DigestOf(*LocateLive(files_));
  EXPECT_NE(both, alone->front().head.digest);
  InstallWith({{"lang-de", *pack::Seal("de", 4), 4, "de4"}});
  EXPECT_NE(DigestOf(*LocateLive(files_)), both);
}

TEST_F(LocateLiveTest, MendingGoesBackToTheGenerationBefore) {
  Install(1, 1);
  Install(2, 2);
  EXPECT_FALSE(*MendInstalled()) << "nothing was damaged";
  const std::string path = LocateLive(files_)->front().path;
  base::PosixFileSystem disk;
  std::string bytes = *disk.Read(path, 10'000);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  ASSERT_TRUE(disk.Write(path, bytes));
  EXPECT_TRUE(*MendInstalled());
  EXPECT_EQ(LocateLive(files_)->front().head.version, 1u);
}

}  // namespace
}  // namespace watchword::store

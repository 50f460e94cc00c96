// SPDX-License-Identifier: Apache-2.0
#include "cli/load_pack.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pack/encode.h"
#include "pack/envelope.h"
#include "pack/locate.h"
#include "support/environment.h"
#include "support/memory_file_system.h"
#include "support/test_pack.h"

namespace watchword::cli {
namespace {

using Paths = std::vector<std::string>;

std::string TestPackBytes() {
  return *pack::Encode(test::ReadTestPatterns().pack);
}

TEST(ProgramFolder, IsWhereThisProgramLies) {
  EXPECT_TRUE(std::filesystem::exists(pack::ProgramFolder() + "/cli_tests"));
}

TEST(PackCandidates, AChoiceThenTheEnvironmentThenTheUsualPlaces) {
  const test::Environment unset("WATCHWORD_PACK", std::nullopt);
  const Paths usual = {pack::ProgramFolder() + "/base.pack", "/usr/share/watchword/base.pack"};
  EXPECT_EQ(pack::PackCandidates(""), usual);
  EXPECT_EQ(pack::PackCandidates("/chosen"), (Paths{"/chosen"}));
  {
    const test::Environment empty("WATCHWORD_PACK", "");
    EXPECT_EQ(pack::PackCandidates(""), usual);
  }
  const test::Environment set("WATCHWORD_PACK", "/from/environment");
  EXPECT_EQ(pack::PackCandidates(""), (Paths{"/from/environment"}));
  EXPECT_EQ(pack::PackCandidates("/chosen"), (Paths{"/chosen"}));
}

class LoadPackTest : public testing::Test {
 protected:
  test::Environment unset_{"WATCHWORD_PACK", std::nullopt};
  test::MemoryFileSystem files_;
};

TEST_F(LoadPackTest, CompilesThePackAndNamesItsDigest) {
  files_.contents["/p"] = TestPackBytes();
  const auto loaded = LoadPack("/p", files_);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->path, "/p");
  EXPECT_EQ(loaded->ruleset->info().id, "fixture");
  EXPECT_EQ(loaded->ruleset->digest(), pack::Verify(TestPackBytes())->digest());
}

TEST_F(LoadPackTest, LooksInTheUsualPlacesInOrder) {
  files_.contents["/usr/share/watchword/base.pack"] = TestPackBytes();
  EXPECT_EQ(LoadPack("", files_)->path, "/usr/share/watchword/base.pack");
  files_.contents[pack::ProgramFolder() + "/base.pack"] = TestPackBytes();
  EXPECT_EQ(LoadPack("", files_)->path, pack::ProgramFolder() + "/base.pack");
}

TEST_F(LoadPackTest, NamesEveryPlaceItLookedAt) {
  const auto loaded = LoadPack("", files_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(loaded.error().message, "no pattern pack: looked for " + pack::ProgramFolder() +
                                        "/base.pack, /usr/share/watchword/base.pack");
  EXPECT_EQ(LoadPack("/chosen", files_).error().message, "no pattern pack: looked for /chosen");
}

TEST_F(LoadPackTest, ADamagedPackIsAnErrorEvenIfAnotherWouldDo) {
  files_.contents["/usr/share/watchword/base.pack"] = TestPackBytes();
  std::string damaged = TestPackBytes();
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  const std::string path = pack::ProgramFolder() + "/base.pack";
  files_.contents[path] = damaged;
  const auto loaded = LoadPack("", files_);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(loaded.error().message, path + ": the pack is damaged: its digest differs");
}

TEST_F(LoadPackTest, SaysWhatIsWrongWithThePath) {
  files_.contents["/p"] = TestPackBytes();
  files_.unreadable.insert("/p");
  EXPECT_EQ(LoadPack("/p", files_).error().message, "/p: Permission denied");
  files_.contents["/text"] = "text";
  EXPECT_EQ(LoadPack("/text", files_).error().message, "/text: not a pattern pack");
  files_.contents["/body"] = *pack::Seal("{}");
  EXPECT_EQ(LoadPack("/body", files_).error().message, "/body: /pack: missing");
  pack::Pack silent = test::ReadTestPatterns().pack;
  silent.wording.clear();
  files_.contents["/silent"] = *pack::Encode(silent);
  EXPECT_EQ(LoadPack("/silent", files_).error().message, "/silent: the pack has no wording");
}

}  // namespace
}  // namespace watchword::cli

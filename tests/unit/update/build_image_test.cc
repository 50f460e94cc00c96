// SPDX-License-Identifier: Apache-2.0
#include "update/build_image.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "author/read_patterns.h"
#include "pack/encode.h"
#include "support/environment.h"
#include "support/memory_file_system.h"
#include "support/temporary_folder.h"
#include "support/test_pack.h"

namespace watchword::update {
namespace {

class BuildImageTest : public testing::Test {
 protected:
  void SetUp() override { Put(test::ReadTestPatterns().pack); }

  void Put(const pack::Pack& pack) { files_.contents["/p"] = *pack::Encode(pack); }
  // One rule with these phrases, which may name {big}.
  void PutPhrases(std::vector<std::string> phrases, std::size_t list_size) {
    pack::Pack pack = test::ReadTestPatterns().pack;
    pack.rules[0].id = "investment/pitch/en/x";
    pack.rules[0].language = "en";
    pack.rules[0].phrases = std::move(phrases);
    auto& list = pack.lists["en"]["big"];
    for (std::size_t i = 0; i < list_size; ++i) list.push_back("w" + std::to_string(i));
    Put(pack);
  }
  void PutRealPack() {
    const base::PosixFileSystem disk;
    auto draft = author::ReadPatterns(WATCHWORD_SOURCE "/patterns", disk);
    ASSERT_TRUE(draft);
    Put(draft->pack);
  }
  ImageReady MustBuild(const Limits& limits = {}) const {
    const auto outcome = BuildImage(files_, limits);
    if (const auto* failure = std::get_if<ImageFailure>(&outcome)) ADD_FAILURE() << failure->message;
    const auto* ready = std::get_if<ImageReady>(&outcome);
    return ready ? *ready : ImageReady{};
  }
  ImageFailure MustFail(const Limits& limits = {}) const {
    const auto outcome = BuildImage(files_, limits);
    const auto* failure = std::get_if<ImageFailure>(&outcome);
    EXPECT_NE(failure, nullptr);
    return failure ? *failure : ImageFailure{};
  }
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::vector<std::string> Kept() const {
    std::vector<std::string> names;
    const std::string folder = cache_.At("watchword");
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".image") names.push_back(entry.path());
    }
    return names;
  }

  test::TemporaryFolder cache_;
  test::Environment cache_home_{"XDG_CACHE_HOME", cache_.path()};
  test::Environment chosen_{"WATCHWORD_PACK", "/p"};
  test::MemoryFileSystem files_;
};

TEST_F(BuildImageTest, BuildsWhatTheHostFindsAndOnlyOnce) {
  EXPECT_FALSE(FindImage(files_));
  const ImageReady built = MustBuild();
  EXPECT_FALSE(built.was_there);
  EXPECT_EQ(Kept(), std::vector<std::string>{built.path});
  EXPECT_EQ(*FindImage(files_), built.path);
  const auto before = std::filesystem::last_write_time(built.path);
  const ImageReady again = MustBuild();
  EXPECT_TRUE(again.was_there);
  EXPECT_EQ(again.path, built.path);
  EXPECT_EQ(std::filesystem::last_write_time(built.path), before);
}

TEST_F(BuildImageTest, AnOddImageIsReplaced) {
  const ImageReady built = MustBuild();
  const std::string good = Read(built.path);
  for (const std::string& odd : {std::string(), good.substr(0, 100), good.substr(0, good.size() / 2),
                                 good + "x", "x" + good.substr(1)}) {
    std::ofstream(built.path, std::ios::binary) << odd;
    EXPECT_FALSE(MustBuild().was_there) << odd.size();
    EXPECT_EQ(Read(built.path), good);
  }
  ASSERT_EQ(::chmod(built.path.c_str(), 0666), 0);
  EXPECT_FALSE(MustBuild().was_there) << "others could have written it";
}

TEST_F(BuildImageTest, AnotherPackGetsAnotherImage) {
  const ImageReady one = MustBuild();
  PutPhrases({"pay the tax now"}, 0);
  const ImageReady other = MustBuild();
  EXPECT_NE(one.path, other.path);
  EXPECT_EQ(Kept().size(), 2u);
}

TEST_F(BuildImageTest, WithoutAPackThereIsNothingToCompile) {
  files_.contents.clear();
  EXPECT_EQ(MustFail().code, message::Code::kNoPack);
  EXPECT_EQ(MustFail().message, "no pattern pack: looked for /p");
  files_.contents["/p"] = "x";
  EXPECT_EQ(MustFail().code, message::Code::kNoPack);
  Put(test::ReadTestPatterns().pack);
  files_.contents["/p"].back() ^= 1;
  EXPECT_EQ(MustFail().code, message::Code::kNoPack);
  EXPECT_EQ(MustFail().message, "/p: the pack is damaged: its digest differs");
}

TEST_F(BuildImageTest, WhatDoesNotCompileIsNamedWithRuleAndPhrase) {
  PutPhrases({"pay {nothing} now"}, 0);
  EXPECT_EQ(MustFail().code, message::Code::kCompileFailed);
  EXPECT_EQ(MustFail().message, "investment/pitch/en/x, pay {nothing} now: unknown list {nothing}");
  EXPECT_TRUE(Kept().empty());
}

TEST_F(BuildImageTest, AHostilePackIsRefusedSoonAndByName) {
  std::string phrase = "pay";
  for (int i = 0; i < 150; ++i) phrase += " {big}";
  PutPhrases({phrase}, 100'000);
  const ImageFailure failure = MustFail({.cpu_seconds = 2});
  EXPECT_EQ(failure.code, message::Code::kCompileFailed);
  EXPECT_TRUE(failure.message.starts_with("investment/pitch/en/x, pay {big} {big}")) << failure.message;
  EXPECT_TRUE(failure.message.ends_with("has more than 20000 words when its lists are spelled out"));
}

TEST_F(BuildImageTest, APackThatTakesTooLongSaysAtWhat) {
  PutRealPack();
  const ImageFailure failure = MustFail({.wall_ms = 1});
  EXPECT_EQ(failure.code, message::Code::kCompileFailed);
  EXPECT_TRUE(failure.message.starts_with("compiling took longer than 1 ms")) << failure.message;
  EXPECT_TRUE(Kept().empty());
}

// As many phrases as a pack may have, each with a word of its own.
TEST_F(BuildImageTest, TheProcessorsTimeIsLimited) {
  std::vector<std::string> phrases;
  for (int i = 0; i < 60'000; ++i) phrases.push_back("w" + std::to_string(i) + " gives you back your money");
  PutPhrases(std::move(phrases), 0);
  const ImageFailure failure = MustFail({.cpu_seconds = 1});
  EXPECT_TRUE(failure.message.starts_with("compiling took longer than 1 s, at ")) << failure.message;
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
TEST_F(BuildImageTest, MemoryIsLimited) {
  PutRealPack();
  const ImageFailure failure = MustFail({.address_space = 10 * 1024 * 1024});
  EXPECT_EQ(failure.code, message::Code::kCompileFailed);
  EXPECT_TRUE(failure.message.starts_with("compiling needs more than 10 MB")) << failure.message;
}
#endif

TEST_F(BuildImageTest, TheImageMayNotBeLargerThanAllowed) {
  const ImageFailure failure = MustFail({.file_bytes = 8192});
  EXPECT_EQ(failure.code, message::Code::kCompileFailed);
  EXPECT_NE(failure.message.find("File too large"), std::string::npos) << failure.message;
  EXPECT_TRUE(Kept().empty());
}

TEST_F(BuildImageTest, WhateverFailsTheImagesThatAreThereStay) {
  const ImageReady good = MustBuild();
  PutPhrases({"pay {nothing} now"}, 0);
  MustFail();
  PutRealPack();
  MustFail({.wall_ms = 1});
  EXPECT_EQ(Kept(), std::vector<std::string>{good.path});
}

TEST_F(BuildImageTest, AFolderThatCannotBeWrittenIsNamed) {
  std::ofstream(cache_.At("watchword")) << "a file where the folder should be";
  const ImageFailure failure = MustFail();
  EXPECT_EQ(failure.code, message::Code::kCompileFailed);
  EXPECT_TRUE(failure.message.starts_with(cache_.At("watchword"))) << failure.message;
}

TEST_F(BuildImageTest, WithoutAHomeThereIsNoPlace) {
  const test::Environment cache("XDG_CACHE_HOME", std::nullopt);
  const test::Environment home("HOME", std::nullopt);
  EXPECT_EQ(MustFail().message, "no folder for compiled images: HOME is not set");
}

}  // namespace
}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
#include "image/cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/environment.h"
#include "support/temporary_folder.h"

namespace watchword::image {
namespace {

namespace fs = std::filesystem;

Bytes Small(std::string_view key) {
  Builder builder;
  builder.Add(Section::kWordText, std::string_view("some words"));
  return *builder.Finish(key);
}

class CacheTest : public testing::Test {
 protected:
  void Keep(const std::string& key) { ASSERT_TRUE(image::Keep(folder_, key, Small(key))); }
  std::string At(const std::string& key) const { return PathFor(folder_, key); }
  ErrorCode MapError(const std::string& key) const {
    const auto image = Map(At(key), key);
    EXPECT_FALSE(image);
    return image ? ErrorCode::kInvalid : image.error().code;
  }

  test::TemporaryFolder home_;
  const std::string folder_ = home_.At("cache/watchword");
};

TEST_F(CacheTest, WhatIsKeptIsMapped) {
  Keep("one");
  const auto image = Map(At("one"), "one");
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ((*image)->section(Section::kWordText).size(), 10u);
}

TEST_F(CacheTest, OnlyTheOwnerCanWriteWhatIsKept) {
  const mode_t before = ::umask(0);
  Keep("one");
  ::umask(before);
  struct stat facts {};
  ASSERT_EQ(::stat(At("one").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & (S_IWGRP | S_IWOTH), 0u);
}

TEST_F(CacheTest, MissingIsNotFound) {
  EXPECT_EQ(MapError("one"), ErrorCode::kNotFound);
}

TEST_F(CacheTest, WhatOthersCanWriteIsNotTrusted) {
  Keep("one");
  for (const mode_t mode : {0664u, 0646u, 0666u}) {
    ASSERT_EQ(::chmod(At("one").c_str(), mode), 0);
    EXPECT_EQ(MapError("one"), ErrorCode::kForeign) << mode;
  }
  ASSERT_EQ(::chmod(At("one").c_str(), 0600), 0);
  EXPECT_TRUE(Map(At("one"), "one"));
}

// Only root can give a file away; what another user could do is the same to the check.
TEST_F(CacheTest, WhatBelongsToAnotherIsNotTrusted) {
  Keep("one");
  const bool is_root = ::geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(::chown(At("one").c_str(), 12345, 12345), 0);
    EXPECT_EQ(MapError("one"), ErrorCode::kForeign);
  }
  const auto theirs = Map("/proc/version", "one");  // root's, and of no size
  ASSERT_FALSE(theirs);
  EXPECT_EQ(theirs.error().code, ErrorCode::kTooLarge);
}

TEST_F(CacheTest, WhatIsNoFileIsNotTrusted) {
  fs::create_directories(At("one"));
  EXPECT_EQ(MapError("one"), ErrorCode::kForeign);
  const auto device = Map("/dev/null", "one");
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().code, ErrorCode::kForeign);
}

TEST_F(CacheTest, ALinkIsNotFollowed) {
  Keep("one");
  fs::create_symlink(At("one"), At("two"));
  EXPECT_EQ(MapError("two"), ErrorCode::kIo);
}

TEST_F(CacheTest, AnEmptyFileIsRefused) {
  fs::create_directories(folder_);
  const std::ofstream empty(At("one"));
  EXPECT_EQ(MapError("one"), ErrorCode::kTooLarge);
}

TEST_F(CacheTest, AFileThatIsTooLargeIsNotRead) {
  Keep("one");
  fs::resize_file(At("one"), kMaxImageBytes + 1);
  EXPECT_EQ(MapError("one"), ErrorCode::kTooLarge);
}

TEST_F(CacheTest, DamageIsNamedWithThePath) {
  Keep("one");
  fs::resize_file(At("one"), 5000);
  const auto image = Map(At("one"), "one");
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().message, At("one") + ": compiled image: truncated");
}

TEST_F(CacheTest, AnImageInUseOutlivesItsFile) {
  Keep("one");
  const auto image = Map(At("one"), "one");
  ASSERT_TRUE(image);
  Keep("one");
  fs::remove(At("one"));
  const auto text = (*image)->section(Section::kWordText);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(text.data()), text.size()), "some words");
}

TEST_F(CacheTest, OnlyTheLastImagesAreKept) {
  for (int i = 0; i < 7; ++i) {
    Keep("key" + std::to_string(i));
    // The clock of files is coarse.
    const auto age = std::chrono::minutes(10 - i);
    fs::last_write_time(At("key" + std::to_string(i)), fs::file_time_type::clock::now() - age);
  }
  Keep("last");
  std::vector<std::string> kept;
  for (const auto& entry : fs::directory_iterator(folder_)) kept.push_back(entry.path().filename());
  std::sort(kept.begin(), kept.end());
  EXPECT_EQ(kept, (std::vector<std::string>{"key4.image", "key5.image", "key6.image", "last.image"}));
}

TEST_F(CacheTest, WhatAnInterruptedWriteLeftIsRemovedInTime) {
  fs::create_directories(folder_);
  std::ofstream(folder_ + "/one.image.new-7") << "half";
  std::ofstream(folder_ + "/two.image.new-8") << "half";
  std::ofstream(folder_ + "/other") << "not ours";
  fs::last_write_time(folder_ + "/one.image.new-7", fs::file_time_type::clock::now() - std::chrono::hours(2));
  Keep("key");
  EXPECT_FALSE(fs::exists(folder_ + "/one.image.new-7"));
  EXPECT_TRUE(fs::exists(folder_ + "/two.image.new-8")) << "it may be being written";
  EXPECT_TRUE(fs::exists(folder_ + "/other"));
}

TEST_F(CacheTest, AFolderThatCannotBeWrittenIsAnError) {
  std::ofstream(home_.At("file")) << "x";
  const Status kept = image::Keep(home_.At("file/watchword"), "key", Small("key"));
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code, ErrorCode::kIo);
}

TEST(CacheFolder, IsWhereTheUserKeepsCaches) {
  const test::Environment home("HOME", "/home/me");
  {
    const test::Environment cache("XDG_CACHE_HOME", "/cache");
    EXPECT_EQ(*CacheFolder(), "/cache/watchword");
  }
  for (const auto& unusable : {std::optional<std::string>(), std::optional<std::string>(""),
                               std::optional<std::string>("relative/cache")}) {
    const test::Environment cache("XDG_CACHE_HOME", unusable);
    EXPECT_EQ(*CacheFolder(), "/home/me/.cache/watchword");
  }
}

TEST(CacheFolder, WithoutAHomeThereIsNone) {
  const test::Environment cache("XDG_CACHE_HOME", std::nullopt);
  for (const auto& unusable :
       {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>("here")}) {
    const test::Environment home("HOME", unusable);
    const auto folder = CacheFolder();
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::kNotFound);
  }
}

TEST(KeyFor, DependsOnPackAndLibrary) {
  const std::string key = KeyFor("digest", "5.4");
  EXPECT_EQ(key.size(), 32u);
  EXPECT_EQ(key, KeyFor("digest", "5.4"));
  EXPECT_NE(key, KeyFor("digest", "5.5"));
  EXPECT_NE(key, KeyFor("other", "5.4"));
}

}  // namespace
}  // namespace watchword::image

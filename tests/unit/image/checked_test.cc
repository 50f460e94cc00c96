// SPDX-License-Identifier: Apache-2.0
#include "image/checked.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "image/cache.h"
#include "support/temporary_folder.h"

namespace watchword::image {
namespace {

namespace fs = std::filesystem;

// Whether the hash was looked at is seen by this: the image is damaged where only the hash sees it, and the
// note, if it is still good, was made afterwards.
class CheckedTest : public testing::Test {
 protected:
  void SetUp() override {
    Builder builder;
    builder.Add(Section::kWordText, std::string_view("some words"));
    ASSERT_TRUE(Keep(folder_, "key", *builder.Finish("key")));
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(kAlignment);
    file.put('S');
    file.close();
    ASSERT_FALSE(Map(path_, "key")) << "the damage is seen by whoever looks";
    ASSERT_TRUE(Note(path_, "key", Facts()));
    ASSERT_TRUE(SkipsTheHash()) << "where the note is good, nobody looks";
  }
  struct stat Facts() const {
    struct stat facts {};
    EXPECT_EQ(::stat(path_.c_str(), &facts), 0);
    return facts;
  }
  bool SkipsTheHash(std::string_view key = "key") const { return static_cast<bool>(MapNoted(path_, key)); }
  std::string NoteText() const {
    std::ifstream file(NoteFor(path_));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void PutNote(const std::string& text) const { std::ofstream(NoteFor(path_)) << text; }

  test::TemporaryFolder home_;
  const std::string folder_ = home_.At("cache/watchword");
  const std::string path_ = PathFor(folder_, "key");
};

TEST_F(CheckedTest, WithoutANoteAllIsChecked) {
  fs::remove(NoteFor(path_));
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, ATouchedFileIsCheckedAgain) {
  const struct stat before = Facts();
  fs::last_write_time(path_, fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_FALSE(SkipsTheHash());
  // Not even when the time of writing is put back: the time of change cannot be.
  const timespec times[2] = {before.st_atim, before.st_mtim};
  ASSERT_EQ(::utimensat(AT_FDCWD, path_.c_str(), times, 0), 0);
  EXPECT_EQ(Facts().st_mtim.tv_nsec, before.st_mtim.tv_nsec);
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, AFileThatWasWrittenToIsCheckedAgain) {
  std::fstream(path_, std::ios::in | std::ios::out | std::ios::binary).seekp(kAlignment + 1).put('O');
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, AnotherFileInItsPlaceIsChecked) {
  fs::copy(path_, path_ + ".other");
  fs::rename(path_ + ".other", path_);
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, AnotherSizeIsChecked) {
  fs::resize_file(path_, fs::file_size(path_) + kAlignment);
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, ANoteWithAnotherKeySaysNothing) {
  ASSERT_TRUE(Note(path_, "other", Facts()));
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, ANoteThatIsGarbageSaysNothing) {
  const std::string good = NoteText();
  for (const std::string& text : {std::string(), std::string("checked"), good + "x", good.substr(1),
                                  std::string(10'000, 'x'), std::string(600, '\0')}) {
    PutNote(text);
    EXPECT_FALSE(SkipsTheHash()) << text;
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    PutNote(good.substr(0, size));
    EXPECT_FALSE(SkipsTheHash()) << size;
  }
  PutNote(good);
  EXPECT_TRUE(SkipsTheHash());
}

TEST_F(CheckedTest, ANoteThatOthersCouldWriteOrReadSaysNothing) {
  for (const mode_t mode : {0644u, 0660u, 0602u, 0700u}) {
    ASSERT_EQ(::chmod(NoteFor(path_).c_str(), mode), 0);
    EXPECT_FALSE(SkipsTheHash()) << mode;
  }
  ASSERT_EQ(::chmod(NoteFor(path_).c_str(), 0600), 0);
  EXPECT_TRUE(SkipsTheHash());
}

// Only root can give a file away.
TEST_F(CheckedTest, ANoteOfAnotherSaysNothing) {
  if (::geteuid() != 0) return;
  ASSERT_EQ(::chown(NoteFor(path_).c_str(), 12345, 12345), 0);
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, ALinkInPlaceOfANoteSaysNothing) {
  fs::rename(NoteFor(path_), home_.At("note"));
  fs::create_symlink(home_.At("note"), NoteFor(path_));
  EXPECT_FALSE(SkipsTheHash());
}

TEST_F(CheckedTest, ANotedImageIsStillCheckedForItsPlaces) {
  fs::resize_file(path_, 5000);
  ASSERT_TRUE(Note(path_, "key", Facts()));
  const auto image = MapNoted(path_, "key");
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().message, path_ + ": compiled image: truncated");
}

TEST_F(CheckedTest, OnlyAWholeImageThatCanBeUsedIsNoted) {
  fs::remove(NoteFor(path_));
  const auto good = [](const std::shared_ptr<const Image>&) { return Status(); };
  EXPECT_FALSE(CheckAndNote(path_, "key", good)) << "it is damaged";
  EXPECT_FALSE(fs::exists(NoteFor(path_)));
  Builder builder;
  builder.Add(Section::kWordText, std::string_view("some words"));
  ASSERT_TRUE(Keep(folder_, "key", *builder.Finish("key")));
  const auto useless = [](const std::shared_ptr<const Image>&) {
    return Status(Error{ErrorCode::kInvalid, "useless"});
  };
  EXPECT_EQ(CheckAndNote(path_, "key", useless).error().message, "useless");
  EXPECT_FALSE(fs::exists(NoteFor(path_)));
  EXPECT_FALSE((*MapNoted(path_, "key"))->is_checked());
  EXPECT_TRUE(CheckAndNote(path_, "key", good));
  EXPECT_TRUE(IsNoted(path_, "key", Facts()));
  EXPECT_TRUE((*MapNoted(path_, "key"))->is_checked());
  EXPECT_FALSE((*Map(path_, "key"))->is_checked());
}

}  // namespace
}  // namespace watchword::image

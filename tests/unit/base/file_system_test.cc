// SPDX-License-Identifier: Apache-2.0
#include "base/file_system.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace watchword::base {
namespace {

using Names = std::vector<std::string>;

class PosixFileSystemTest : public testing::Test {
 protected:
  std::string At(const std::string& name) const { return temporary_.At(name); }
  void Put(const std::string& name, const std::string& bytes) const { std::ofstream(At(name)) << bytes; }
  Names Listed() const { return *files_.ListFiles(folder_); }

  test::TemporaryFolder temporary_;
  const std::string folder_ = temporary_.path();
  PosixFileSystem files_;
};

// The rights of a file mean nothing to root: gives them up while it lives.
class AsNobody {
 public:
  AsNobody() {
    if (::geteuid() == 0) changed_ = ::seteuid(65534) == 0;
  }
  ~AsNobody() {
    if (changed_ && ::seteuid(0) != 0) std::abort();
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool changed_ = false;
};

TEST_F(PosixFileSystemTest, TellsFilesFoldersAndNothingApart) {
  Put("file", "");
  std::filesystem::create_symlink(At("file"), At("link"));
  std::filesystem::create_symlink(At("nowhere"), At("dangling"));
  EXPECT_EQ(files_.Kind(At("file")), FileKind::kFile);
  EXPECT_EQ(files_.Kind(At("link")), FileKind::kFile);
  EXPECT_EQ(files_.Kind(folder_), FileKind::kFolder);
  EXPECT_EQ(files_.Kind(At("missing")), FileKind::kNone);
  EXPECT_EQ(files_.Kind(At("dangling")), FileKind::kNone);
  EXPECT_EQ(files_.Kind(At("file/below")), FileKind::kNone);
}

TEST_F(PosixFileSystemTest, OnlyFilesThatMayBeRunAreExecutable) {
  Put("program", "");
  EXPECT_FALSE(files_.IsExecutable(At("program")));
  ASSERT_EQ(::chmod(At("program").c_str(), 0755), 0);
  EXPECT_TRUE(files_.IsExecutable(At("program")));
  EXPECT_FALSE(files_.IsExecutable(folder_));
  EXPECT_FALSE(files_.IsExecutable(At("missing")));
}

TEST_F(PosixFileSystemTest, ReadsUpToTheLimitAndNothingAboveIt) {
  const std::string bytes("a\0b\r\n\xFF", 6);
  Put("file", bytes);
  EXPECT_EQ(*files_.Read(At("file"), 6), bytes);
  const auto read = files_.Read(At("file"), 5);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(read.error().message, At("file") + ": 6 bytes, at most 5");
}

TEST_F(PosixFileSystemTest, DecidesAboutTheSizeBeforeReading) {
  Put("sparse", "");
  std::filesystem::resize_file(At("sparse"), 1ull << 40);
  const auto read = files_.Read(At("sparse"), kMaxFileBytes);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, At("sparse") + ": 1099511627776 bytes, at most 67108864");
}

TEST_F(PosixFileSystemTest, AFileThatDoesNotTellItsSizeHasTheSameLimit) {
  const auto read = files_.Read("/dev/zero", 100'000);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(read.error().message, "/dev/zero: more than 100000 bytes");
}

TEST_F(PosixFileSystemTest, ReadingWhatIsNoFileNamesThePath) {
  const auto missing = files_.Read(At("missing"), 1);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().message, At("missing") + ": No such file or directory");
  const auto folder = files_.Read(folder_, 1);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kIo);
  EXPECT_EQ(folder.error().message, folder_ + ": Is a directory");
  // Opens, tells a size of zero, and refuses to be read at its beginning.
  const auto refused = files_.Read("/proc/self/mem", 100);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "/proc/self/mem: read: Input/output error");
}

TEST_F(PosixFileSystemTest, WritesANewFileAndTheFoldersAboveIt) {
  const std::string bytes("a\0b", 3);
  ASSERT_TRUE(files_.Write(At("a/b/file"), bytes));
  EXPECT_EQ(*files_.Read(At("a/b/file"), 10), bytes);
  EXPECT_EQ(Listed(), (Names{"a/b/file"})) << "nothing temporary is left";
}

TEST_F(PosixFileSystemTest, WritesIntoTheWorkingFolder) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  const Status written = files_.Write("bare", "x");
  std::filesystem::current_path(before);
  EXPECT_TRUE(written);
  EXPECT_EQ(Listed(), (Names{"bare"}));
}

TEST_F(PosixFileSystemTest, ReplacesAFileAsAWhole) {
  Put("file", "a long old text");
  std::ifstream reader(At("file"));
  ASSERT_TRUE(files_.Write(At("file"), "new"));
  EXPECT_EQ(*files_.Read(At("file"), 100), "new");
  std::string seen;
  std::getline(reader, seen);
  EXPECT_EQ(seen, "a long old text") << "who reads the old file is not disturbed";
}

TEST_F(PosixFileSystemTest, AWriteThatFailsLeavesTheOldFileAlone) {
  Put("file", "old");
  ASSERT_EQ(::chmod(folder_.c_str(), 0555), 0);
  Status written;
  {
    const AsNobody nobody;
    written = files_.Write(At("file"), "new");
  }
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message,
            At("file") + ".new-" + std::to_string(::getpid()) + ": Permission denied");
  EXPECT_EQ(*files_.Read(At("file"), 100), "old");
  EXPECT_EQ(Listed(), (Names{"file"}));
}

TEST_F(PosixFileSystemTest, DoesNotReplaceAFolderAndLeavesNothingTemporary) {
  std::filesystem::create_directory(At("folder"));
  const Status written = files_.Write(At("folder"), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message, At("folder") + ": Is a directory");
  EXPECT_EQ(Listed(), Names{});
}

TEST_F(PosixFileSystemTest, AFileInTheWayOfAFolderIsNamed) {
  Put("file", "x");
  const Status written = files_.Write(At("file/below/deep"), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message, At("file/below") + ": Not a directory");
}

TEST_F(PosixFileSystemTest, AWriteThatDoesNotFitLeavesTheOldFileAlone) {
  Put("file", "old");
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{.rlim_cur = 10, .rlim_max = before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status written = files_.Write(At("file"), "more than ten bytes");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message,
            At("file") + ".new-" + std::to_string(::getpid()) + ": write: File too large");
  EXPECT_EQ(*files_.Read(At("file"), 100), "old");
  EXPECT_EQ(Listed(), (Names{"file"}));
}

TEST_F(PosixFileSystemTest, EveryWriteThatFailsIsAnIoError) {
  const Status written = files_.Write("/proc/no-such-folder/file", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message, "/proc/no-such-folder: No such file or directory");
}

TEST_F(PosixFileSystemTest, RemovesFilesOnly) {
  Put("file", "x");
  EXPECT_TRUE(files_.Remove(At("file")));
  EXPECT_EQ(files_.Kind(At("file")), FileKind::kNone);
  const Status again = files_.Remove(At("file"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(again.error().message, At("file") + ": No such file or directory");
  const Status folder = files_.Remove(folder_);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kIo);
  EXPECT_EQ(folder.error().message, folder_ + ": Is a directory");
}

TEST_F(PosixFileSystemTest, ListsFilesBelowAFolderSorted) {
  for (const char* name : {"b/2", "b/10", "a", "b/c/d", "Z"}) ASSERT_TRUE(files_.Write(At(name), ""));
  std::filesystem::create_directories(At("empty/folder"));
  std::filesystem::create_symlink(At("nowhere"), At("a-dangling-link"));
  EXPECT_EQ(Listed(), (Names{"Z", "a", "b/10", "b/2", "b/c/d"}));
}

TEST_F(PosixFileSystemTest, ListingWhatIsNoFolderNamesThePath) {
  const auto missing = files_.ListFiles(At("missing"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().message, At("missing") + ": No such file or directory");
  Put("file", "");
  const auto file = files_.ListFiles(At("file"));
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kIo);
  EXPECT_EQ(file.error().message, At("file") + ": Not a directory");
}

TEST_F(PosixFileSystemTest, HalfAListIsAnError) {
  ASSERT_TRUE(files_.Write(At("closed/file"), ""));
  ASSERT_TRUE(files_.Write(At("open/file"), ""));
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  ASSERT_EQ(::chmod(At("closed").c_str(), 0), 0);
  Result<Names> names = Names{};
  {
    const AsNobody nobody;
    names = files_.ListFiles(folder_);
  }
  ASSERT_EQ(::chmod(At("closed").c_str(), 0755), 0);
  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().code, ErrorCode::kIo);
  EXPECT_EQ(names.error().message, folder_ + ": Permission denied");
}

}  // namespace
}  // namespace watchword::base

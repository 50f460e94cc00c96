// SPDX-License-Identifier: Apache-2.0
#include "base/stream.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>
#include <thread>

namespace watchword::base {
namespace {

class DescriptorStreamTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::pipe2(ends_.data(), O_CLOEXEC), 0); }
  void TearDown() override {
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }
  void Close(std::size_t end) {
    ::close(ends_[end]);
    ends_[end] = -1;
  }

  std::array<int, 2> ends_{-1, -1};
};

TEST_F(DescriptorStreamTest, ReadsWhatIsThereAndZeroAtTheEnd) {
  DescriptorStream stream(ends_[0], ends_[1]);
  ASSERT_TRUE(stream.Write("abcde"));
  std::array<char, 3> into{};
  EXPECT_EQ(*stream.Read(into), 3u);
  EXPECT_EQ(std::string(into.data(), 3), "abc");
  EXPECT_EQ(*stream.Read(into), 2u);
  EXPECT_EQ(std::string(into.data(), 2), "de");
  Close(1);
  EXPECT_EQ(*stream.Read(into), 0u);
}

TEST_F(DescriptorStreamTest, WritesAllOfMoreThanThePipeHolds) {
  const std::string sent(1'000'000, 'x');
  std::string received;
  std::thread reader([&] {
    DescriptorStream from(ends_[0], -1);
    for (std::array<char, 4096> block{}; received.size() < sent.size();) {
      received.append(block.data(), *from.Read(block));
    }
  });
  const Status written = DescriptorStream(-1, ends_[1]).Write(sent);
  reader.join();
  EXPECT_TRUE(written);
  EXPECT_EQ(received.size(), sent.size());
}

TEST_F(DescriptorStreamTest, NamesTheOperationThatFailed) {
  DescriptorStream nowhere(-1, -1);
  std::array<char, 1> into{};
  const auto read = nowhere.Read(into);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kIo);
  EXPECT_EQ(read.error().message, "read: Bad file descriptor");
  const Status written = nowhere.Write("x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_EQ(written.error().message, "write: Bad file descriptor");
}

TEST_F(DescriptorStreamTest, AReaderThatWentAwayIsAnError) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  Close(0);
  const Status written = DescriptorStream(-1, ends_[1]).Write("x");
  std::signal(SIGPIPE, before);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message, "write: Broken pipe");
}

}  // namespace
}  // namespace watchword::base

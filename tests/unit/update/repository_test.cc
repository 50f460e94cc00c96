// SPDX-License-Identifier: Apache-2.0
#include "update/repository.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <string>

namespace watchword::update {
namespace {

constexpr const char* kMirrors =
    R"("mirrors":[{"metadata":"https://a.example/m/","targets":"http://a.example/t"}])";

class RepositoryTest : public testing::Test {
 protected:
  RepositoryTest()
      : folder_(testing::TempDir() + "repository-" +
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    ::setenv("WATCHWORD_REPOSITORY", path().c_str(), 1);
    EXPECT_TRUE(files_.Write(folder_ + "/root.json", "{}"));
  }
  ~RepositoryTest() override { ::unsetenv("WATCHWORD_REPOSITORY"); }
  std::string path() const { return folder_ + "/repository.json"; }
  Result<Repository> Read(const std::string& text) {
    EXPECT_TRUE(files_.Write(path(), text));
    return ReadRepository(files_);
  }
  // Without the path, which every complaint begins with.
  std::string Complaint(const std::string& text) {
    const auto read = Read(text);
    if (read) return "";
    EXPECT_TRUE(read.error().message.starts_with(path() + ": ")) << read.error().message;
    return read.error().message.substr(std::min(path().size() + 2, read.error().message.size()));
  }

  base::PosixFileSystem files_;
  std::string folder_;
};

TEST_F(RepositoryTest, SaysWhoToAskAndWhomToTrustFirst) {
  const auto read =
      Read(std::string(R"({"name":"watchword","root":"root.json",)") + kMirrors + R"(,"ca_file":"/ca.pem"})");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->name, "watchword");
  EXPECT_EQ(read->first_root, "{}");
  EXPECT_EQ(read->ca_file, "/ca.pem");
  ASSERT_EQ(read->mirrors.size(), 1u);
  EXPECT_EQ(read->mirrors[0].metadata, "https://a.example/m");
  EXPECT_EQ(read->mirrors[0].targets, "http://a.example/t");
}

TEST_F(RepositoryTest, NamesWhatIsWrong) {
  const auto with = [](const std::string& members) { return "{" + members + "}"; };
  const std::string head = R"("name":"watchword","root":"root.json",)";
  EXPECT_NE(Complaint("{").find("byte"), std::string::npos);
  EXPECT_EQ(Complaint(with(kMirrors)), "/name: missing");
  EXPECT_EQ(Complaint(with(std::string(R"("name":"w",)") + kMirrors)), "/root: missing");
  EXPECT_EQ(Complaint(with(std::string(R"("name":"w","root":"../root.json",)") + kMirrors)),
            "/root: expected the name of a file in the same folder");
  EXPECT_EQ(Complaint(with(std::string(R"("name":"../w","root":"root.json",)") + kMirrors)),
            "/name: expected small letters, digits, \"-\"");
  EXPECT_EQ(Complaint(with(head + R"("mirrors":[])")), "/mirrors: expected at least one");
  EXPECT_EQ(Complaint(with(head + R"("mirrors":[{"metadata":"ftp://a","targets":"https://a"}])")),
            "/mirrors/0/metadata: expected an address that begins with https:// or http://");
  EXPECT_EQ(Complaint(with(head + kMirrors + R"(,"key":"x")")), "/key: unknown member");
}

TEST_F(RepositoryTest, AFirstRootThatIsNotThereIsNamed) {
  EXPECT_NE(
      Complaint(std::string(R"({"name":"w","root":"2.root.json",)") + kMirrors + "}").find("2.root.json"),
      std::string::npos);
}

TEST_F(RepositoryTest, NobodyToAsk) {
  ::setenv("WATCHWORD_REPOSITORY", "/nowhere/repository.json", 1);
  const auto read = ReadRepository(files_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read.error().message,
            "no repository to ask for newer patterns: looked for /nowhere/repository.json");
}

}  // namespace
}  // namespace watchword::update

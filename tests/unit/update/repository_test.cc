// SPDX-License-Identifier: Apache-2.0
#include "update/repository.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

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
  ~RepositoryTest() override {
    ::unsetenv("WATCHWORD_REPOSITORY");
    std::filesystem::remove_all(folder_);
  }
  std::string path() const { return folder_ + "/repository.json"; }
  Repositories Read(const std::string& text) {
    EXPECT_TRUE(files_.Write(path(), text));
    return *ReadRepositories(files_);
  }
  // Without the path, which every complaint begins with.
  static std::string Why(const Unreadable& one) {
    const std::string& message = one.error.message;
    EXPECT_TRUE(message.starts_with(one.file + ": ")) << message;
    return message.substr(std::min(one.file.size() + 2, message.size()));
  }
  std::string Complaint(const std::string& text) {
    const Repositories read = Read(text);
    EXPECT_EQ(read.all.size() + read.unreadable.size(), 1u);
    return read.unreadable.empty() ? "" : Why(read.unreadable.front());
  }
  // A file of an organisation, with these members after name and mirrors.
  void WriteOrganisation(const std::string& file, const std::string& name, const std::string& more) {
    EXPECT_TRUE(files_.Write(folder_ + "/repositories/acme.root.json", "{}"));
    EXPECT_TRUE(
        files_.Write(folder_ + "/repositories/" + file,
                     R"({"name":")" + name + R"(","root":"acme.root.json",)" + kMirrors + more + "}"));
  }

  base::PosixFileSystem files_;
  std::string folder_;
};

TEST_F(RepositoryTest, SaysWhoToAskAndWhomToTrustFirst) {
  const auto read =
      Read(std::string(R"({"name":"watchword","root":"root.json",)") + kMirrors + R"(,"ca_file":"/ca.pem"})");
  ASSERT_EQ(read.all.size(), 1u);
  const Repository& first = read.all.front();
  EXPECT_EQ(first.name, "watchword");
  EXPECT_EQ(first.first_root, "{}");
  EXPECT_EQ(first.ca_file, "/ca.pem");
  ASSERT_EQ(first.mirrors.size(), 1u);
  EXPECT_EQ(first.mirrors[0].metadata, "https://a.example/m");
  EXPECT_EQ(first.mirrors[0].targets, "http://a.example/t");
  EXPECT_EQ(first.packs, std::vector<std::string>{"base"});
  EXPECT_EQ(first.NameOf("lang-de"), "lang-de");
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
  EXPECT_EQ(Complaint(with(head + kMirrors + R"(,"packs":[])")), "/packs: expected 1 to 32 names");
  EXPECT_EQ(Complaint(with(head + kMirrors + R"(,"packs":["base","lang.de"])")),
            "/packs/1: expected small letters, digits, \"-\", at most 30");
  EXPECT_EQ(Complaint(with(head + kMirrors + R"(,"packs":["base","base"])")), "/packs/1: there twice");
}

TEST_F(RepositoryTest, OrganisationsHaveFilesOfTheirOwn) {
  WriteOrganisation("acme.json", "acme", R"(,"packs":["fraud"],"ca_file":"/acme.pem")");
  WriteOrganisation("bank.json", "bank", R"(,"packs":["fraud","names"])");
  const Repositories read = Read(std::string(R"({"name":"watchword","root":"root.json",)") + kMirrors +
                                 R"(,"packs":["base","lang-de"]})");
  EXPECT_TRUE(read.unreadable.empty());
  ASSERT_EQ(read.all.size(), 3u);
  EXPECT_TRUE(read.all[0].is_first);
  EXPECT_EQ(read.all[0].packs, (std::vector<std::string>{"base", "lang-de"}));
  EXPECT_FALSE(read.all[1].is_first);
  EXPECT_EQ(read.all[1].ca_file, "/acme.pem");
  EXPECT_EQ(read.all[1].NameOf("fraud"), "acme.fraud");
  EXPECT_EQ(read.all[2].NameOf("names"), "bank.names");
}

TEST_F(RepositoryTest, OneOrganisationThatIsWrongIsToldAndHarmsNoOther) {
  WriteOrganisation("a.json", "a", R"(,"packs":["base"])");
  WriteOrganisation("b.json", "watchword", R"(,"packs":["fraud"])");
  WriteOrganisation("c.json", "c", "");
  WriteOrganisation("d.json", "d.e", R"(,"packs":["fraud"])");
  WriteOrganisation("e.json", "e", R"(,"packs":["fraud"])");
  const Repositories read = Read(std::string(R"({"name":"watchword","root":"root.json",)") + kMirrors + "}");
  ASSERT_EQ(read.all.size(), 2u);
  EXPECT_EQ(read.all[1].name, "e");
  ASSERT_EQ(read.unreadable.size(), 4u);
  EXPECT_EQ(Why(read.unreadable[0]), "/packs/0: the base pack comes from the first repository alone");
  EXPECT_EQ(Why(read.unreadable[1]), "/name: " + path() + " is called watchword already");
  EXPECT_EQ(Why(read.unreadable[2]), "/packs: missing");
  EXPECT_EQ(Why(read.unreadable[3]), "/name: expected small letters, digits, \"-\"");
}

TEST_F(RepositoryTest, ThereIsRoomForSoManyPacks) {
  std::string packs;
  for (int i = 0; i < 31; ++i) packs += (i == 0 ? "\"p" : ",\"p") + std::to_string(i) + "\"";
  for (const char* name : {"a", "b"})
    WriteOrganisation(std::string(name) + ".json", name, ",\"packs\":[" + packs + "]");
  const auto read = ReadRepositories(files_);
  ASSERT_EQ(read->unreadable.size(), 1u);
  EXPECT_EQ(Why(read->unreadable[0]), "with it there are more than 60 packs");
}

TEST_F(RepositoryTest, AnOrganisationIsEnough) {
  WriteOrganisation("acme.json", "acme", R"(,"packs":["fraud"])");
  const auto read = ReadRepositories(files_);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->all.size(), 1u);
  EXPECT_FALSE(read->all[0].is_first);
}

TEST_F(RepositoryTest, AFirstRootThatIsNotThereIsNamed) {
  EXPECT_NE(
      Complaint(std::string(R"({"name":"w","root":"2.root.json",)") + kMirrors + "}").find("2.root.json"),
      std::string::npos);
}

TEST_F(RepositoryTest, NobodyToAsk) {
  ::setenv("WATCHWORD_REPOSITORY", "/nowhere/repository.json", 1);
  const auto read = ReadRepositories(files_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read.error().message,
            "no repository to ask for newer patterns: looked for /nowhere/repository.json");
}

}  // namespace
}  // namespace watchword::update

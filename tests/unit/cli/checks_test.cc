// SPDX-License-Identifier: Apache-2.0
#include "cli/checks.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/version.h"
#include "cli/load_pack.h"
#include "message/frame.h"
#include "pack/encode.h"
#include "support/environment.h"
#include "support/memory_file_system.h"
#include "support/temporary_folder.h"
#include "support/test_pack.h"
#include "update/build_image.h"

namespace watchword::cli {
namespace {

constexpr const char* kHost = "/opt/w/watchword-host";
constexpr const char* kUser = "/home/me/.one/hosts/watchword.host.json";
constexpr const char* kSystem = "/etc/one/watchword.host.json";

const BrowserTable kTable = {.chromium_extension = "abcdef",
                             .firefox_extension = "us@example",
                             .programs = {{"watchword.host", "watchword-host", "reads along"}},
                             .browsers = {{"one", "One", Family::kChromium, ".one", ".one/hosts", "/etc/one"},
                                          {"two", "Two", Family::kFirefox, ".two", ".two/hosts", "/etc/two"}},
                             .policies = {"/etc/p1", "/etc/p2"},
                             .sandboxed = {{"One as a Snap", "snap/one", "use another package"}}};

// "code health subject: finding | advice" of each.
std::vector<std::string> Told(const Diagnoses& diagnoses) {
  std::vector<std::string> texts;
  for (const Diagnosis& one : diagnoses) {
    const char* health = one.health == Health::kFine    ? "fine"
                         : one.health == Health::kWrong ? "wrong"
                                                        : "unknown";
    texts.push_back(std::to_string(one.code) + " " + health + " " + one.subject + ": " + one.finding + " | " +
                    one.advice);
  }
  return texts;
}

using Texts = std::vector<std::string>;

class CheckHostTest : public testing::Test {
 protected:
  // A host that ignores its input and writes these bytes.
  void PutHost(const std::string& output, const std::string& rest = "") const {
    std::ofstream(folder_.At("output")) << output;
    std::ofstream(folder_.At("host")) << "#!/bin/sh\ncat > /dev/null\ncat '" << folder_.At("output") << "'\n"
                                      << rest;
    ASSERT_EQ(::chmod(folder_.At("host").c_str(), 0755), 0);
  }
  static std::string Hello(const std::string& version) {
    return message::Frame(R"({"id":1,"kind":"hello","host":{"version":")" + version + "\"}}");
  }
  Texts Check() const { return Told(CheckHost(folder_.At("host"), files_)); }

  test::TemporaryFolder folder_;
  base::PosixFileSystem files_;
  const std::string host_ = folder_.At("host");
};

TEST_F(CheckHostTest, AHostOfThisVersionIsFine) {
  PutHost(Hello(base::kVersion));
  EXPECT_EQ(Check(), (Texts{"10 fine host: " + host_ + " answers, version " + base::kVersion + " | "}));
}

TEST_F(CheckHostTest, TellsWhatIsWrong) {
  EXPECT_EQ(Check(),
            (Texts{"11 wrong host: " + host_ +
                   " is not there | install Watchword again; a virus scanner may have taken it away"}));
  PutHost("");
  ASSERT_EQ(::chmod(host_.c_str(), 0644), 0);
  EXPECT_EQ(Check(), (Texts{"12 wrong host: " + host_ + " is not executable | run: chmod +x " + host_}));
  PutHost(Hello("0.0.9"));
  EXPECT_EQ(Check(), (Texts{"14 wrong host: " + host_ + " is version 0.0.9, this program " + base::kVersion +
                            " | install Watchword again, so that both are of one version"}));
}

TEST_F(CheckHostTest, AHostThatDoesNotAnswerIsNamedWithTheReason) {
  const std::string begin = "13 wrong host: " + host_ + " does not answer: ";
  const std::string end = " | install Watchword again";
  PutHost("", "exit 3\n");
  EXPECT_EQ(Check(), (Texts{begin + "no answer, exit status 3" + end}));
  PutHost("abc");
  EXPECT_EQ(Check(), (Texts{begin + "no answer, exit status 0" + end}));
  PutHost("Segmentation fault");
  EXPECT_EQ(Check(), (Texts{begin + "the answer is no frame of JSON" + end}));
  PutHost(message::Frame("{}"));
  EXPECT_EQ(Check(), (Texts{begin + "/host: missing" + end}));
  PutHost(message::Frame(R"({"host":{"version":1}})"));
  EXPECT_EQ(Check(), (Texts{begin + "/host/version: expected a string" + end}));
  std::ofstream(host_) << "#!/nowhere/interpreter\n";
  EXPECT_EQ(Check(), (Texts{begin + host_ + ": No such file or directory" + end}));
}

class CheckUpdaterTest : public testing::Test {
 protected:
  void PutUpdater(const std::string& script) const {
    std::ofstream(updater_) << script;
    ASSERT_EQ(::chmod(updater_.c_str(), 0755), 0);
  }
  Texts Check() const { return Told(CheckUpdater(updater_, files_)); }

  test::TemporaryFolder folder_;
  base::PosixFileSystem files_;
  const std::string updater_ = folder_.At("updater");
};

TEST_F(CheckUpdaterTest, TellsHowItIs) {
  const std::string begin = " updater: " + updater_;
  EXPECT_EQ(Check(),
            (Texts{"16 wrong" + begin +
                   " is not there | install Watchword again; a virus scanner may have taken it away"}));
  PutUpdater("#!/bin/sh\n[ \"$1\" = --version ] && echo 0.0.9\n");
  EXPECT_EQ(Check(), (Texts{"19 wrong" + begin + " is version 0.0.9, this program " + base::kVersion +
                            " | install Watchword again, so that both are of one version"}));
  PutUpdater("#!/bin/sh\nexit 3\n");
  EXPECT_EQ(Check(),
            (Texts{"18 wrong" + begin + " does not answer: exit status 3 | install Watchword again"}));
  PutUpdater("#!/nowhere/interpreter\n");
  EXPECT_EQ(Check(), (Texts{"18 wrong" + begin + " does not answer: " + updater_ +
                            ": No such file or directory | install Watchword again"}));
  PutUpdater(std::string("#!/bin/sh\necho ") + base::kVersion + "\n");
  EXPECT_EQ(Check(), (Texts{"15 fine" + begin + " answers, version " + base::kVersion + " | "}));
  ASSERT_EQ(::chmod(updater_.c_str(), 0644), 0);
  EXPECT_EQ(Check(), (Texts{"17 wrong" + begin + " is not executable | run: chmod +x " + updater_}));
}

TEST(CheckImage, SaysWhetherThePatternsAreCompiledAndHowToDoIt) {
  const test::TemporaryFolder folder;
  const test::Environment cache("XDG_CACHE_HOME", folder.path());
  const test::Environment chosen("WATCHWORD_PACK", "/p");
  test::MemoryFileSystem files;
  files.contents["/p"] = *pack::Encode(test::ReadTestPatterns().pack);
  const Texts without = Told(CheckImage(files));
  ASSERT_EQ(without.size(), 1u);
  EXPECT_TRUE(without[0].starts_with("23 wrong patterns: not prepared for this computer: " + folder.path()));
  EXPECT_TRUE(without[0].ends_with(" | run: watchword-update image"));
  const auto built = update::BuildImage(files);
  ASSERT_TRUE(std::holds_alternative<update::ImageReady>(built));
  EXPECT_EQ(Told(CheckImage(files)),
            (Texts{"22 fine patterns: " + std::get<update::ImageReady>(built).path + " is in order | "}));
}

TEST(CheckPack, APackThatLoadsIsFine) {
  const test::Environment chosen("WATCHWORD_PACK", "/p");
  test::MemoryFileSystem files;
  files.contents["/p"] = *pack::Encode(test::ReadTestPatterns().pack);
  EXPECT_EQ(Told(CheckPack(files)), (Texts{"20 fine pack: /p: fixture version 7 of 2026-01-02 | "}));
}

TEST(CheckPack, OneThatIsMissingOrDamagedIsWrong) {
  const test::Environment chosen("WATCHWORD_PACK", "/p");
  const std::string advice = " | install Watchword again, or: watchword pack build";
  test::MemoryFileSystem files;
  EXPECT_EQ(Told(CheckPack(files)), (Texts{"21 wrong pack: no pattern pack: looked for /p" + advice}));
  files.contents["/p"] = "x";
  EXPECT_EQ(Told(CheckPack(files)), (Texts{"21 wrong pack: /p: not a pattern pack" + advice}));
}

class CheckManifestsTest : public testing::Test {
 protected:
  void SetUp() override {
    files_.contents[kHost] = "";
    files_.executables.insert(kHost);
  }
  Texts Check(std::size_t browser = 0) const {
    return Told(CheckManifests(kTable, kTable.browsers[browser], "/opt/w", files_));
  }
  static std::string Good(Family family = Family::kChromium, const std::string& host = kHost) {
    return RenderManifest(kTable, family, kTable.programs[0], host);
  }
  // The manifest with one member changed, or removed by a null.
  static std::string With(const char* member, const base::Json& value, Family family = Family::kChromium) {
    base::Json manifest = *base::ParseJson(Good(family));
    manifest[member] = value;
    if (value.is_null()) manifest.erase(member);
    return base::ToText(manifest);
  }

  test::Environment home_{"HOME", "/home/me"};
  test::MemoryFileSystem files_;
};

TEST_F(CheckManifestsTest, OneInOrderIsFineWhereverItIs) {
  files_.contents[kUser] = Good();
  EXPECT_EQ(Check(), (Texts{std::string("30 fine One: ") + kUser + " is in order | "}));
  files_.contents[kSystem] = Good();
  files_.contents.erase(kUser);
  EXPECT_EQ(Check(), (Texts{std::string("30 fine One: ") + kSystem + " is in order | "}));
  files_.contents["/home/me/.two/hosts/watchword.host.json"] = Good(Family::kFirefox);
  EXPECT_EQ(Check(1), (Texts{"30 fine Two: /home/me/.two/hosts/watchword.host.json is in order | "}));
}

TEST_F(CheckManifestsTest, NoneAtAllIsWrong) {
  EXPECT_EQ(Check(), (Texts{std::string("41 wrong One: no manifest in ") + kUser + " or " + kSystem +
                            " | run: watchword install"}));
}

TEST_F(CheckManifestsTest, NamesEachFault) {
  const std::string user = kUser;
  const std::string away = " | move " + user + " away, then run: watchword install";
  const std::string again = " | run: watchword install";
  struct Case {
    std::string text;
    std::string told;
  };
  const std::vector<Case> cases = {
      {"{", "32 wrong One: " + user + " is not a JSON object" + away},
      {"[]", "32 wrong One: " + user + " is not a JSON object" + away},
      {With("path", "/opt/other"), "33 wrong One: " + user + " belongs to another program" + away},
      {With("path", nullptr), "33 wrong One: " + user + " belongs to another program" + away},
      {With("name", "watchword"), "34 wrong One: " + user + " has a wrong name or type" + again},
      {With("name", nullptr), "34 wrong One: " + user + " has a wrong name or type" + again},
      {With("type", "pipe"), "34 wrong One: " + user + " has a wrong name or type" + again},
      {With("type", nullptr), "34 wrong One: " + user + " has a wrong name or type" + again},
      {With("allowed_origins", base::Json::array({"chrome-extension://other/"})),
       "36 wrong One: " + user + " does not allow our extension" + again},
      {With("allowed_origins", base::Json::array({"chrome-extension://abcdef"})),
       "36 wrong One: " + user + " does not allow our extension" + again},
      {With("allowed_origins", nullptr), "36 wrong One: " + user + " does not allow our extension" + again},
      {With("path", "./watchword-host"),
       "37 wrong One: " + user + " names a relative path, ./watchword-host" + again},
      {With("path", "/gone/watchword-host"), "38 wrong One: " + user +
                                                 " names /gone/watchword-host, which is not there" + again +
                                                 "; if a virus scanner took the file away, restore it there"},
  };
  for (const Case& one : cases) {
    files_.contents[kUser] = one.text;
    EXPECT_EQ(Check(), (Texts{one.told})) << one.text;
  }
}

TEST_F(CheckManifestsTest, OneThatCannotBeReadIsNamed) {
  files_.contents[kUser] = Good();
  files_.unreadable.insert(kUser);
  EXPECT_EQ(Check(), (Texts{std::string("31 wrong One: ") + kUser +
                            ": Permission denied | make the file readable, or run: watchword install"}));
}

TEST_F(CheckManifestsTest, AHostThatMayNotBeRunIsNamed) {
  files_.contents[kUser] = Good();
  files_.executables.clear();
  EXPECT_EQ(Check(),
            (Texts{std::string("39 wrong One: ") + kHost + " is not executable | run: chmod +x " + kHost}));
}

TEST_F(CheckManifestsTest, AnotherCopyOfTheHostMayBeMeant) {
  files_.contents["/other/watchword-host"] = "";
  files_.executables.insert("/other/watchword-host");
  files_.contents[kUser] = Good(Family::kChromium, "/other/watchword-host");
  EXPECT_EQ(
      Check(),
      (Texts{std::string("40 unknown One: ") + kUser +
             " names another copy, /other/watchword-host | if that is not meant, run: watchword install"}));
}

TEST_F(CheckManifestsTest, FirefoxRefusesAManifestOfChromium) {
  const std::string path = "/home/me/.two/hosts/watchword.host.json";
  files_.contents[path] = With("allowed_origins", base::Json::array(), Family::kFirefox);
  EXPECT_EQ(Check(1), (Texts{"35 wrong Two: " + path +
                             " has allowed_origins, for which Firefox refuses it | run: watchword install"}));
  files_.contents[path] = With("allowed_extensions", base::Json::array({"other@example"}), Family::kFirefox);
  EXPECT_EQ(Check(1),
            (Texts{"36 wrong Two: " + path + " does not allow our extension | run: watchword install"}));
}

TEST_F(CheckManifestsTest, AStaleManifestOfTheUserHidesAGoodOne) {
  files_.contents[kUser] = With("path", "/gone/watchword-host");
  files_.contents[kSystem] = Good();
  EXPECT_EQ(Check(),
            (Texts{std::string("38 wrong One: ") + kUser +
                       " names /gone/watchword-host, which is not there; it hides the good one in /etc/one"
                       " | remove " +
                       kUser + ", or run: watchword install",
                   std::string("30 fine One: ") + kSystem + " is in order | "}));
}

TEST_F(CheckManifestsTest, ABadOneBehindAGoodOneIsToldToo) {
  files_.contents[kUser] = Good();
  files_.contents[kSystem] = "{";
  const Texts told = Check();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_TRUE(told[0].starts_with("30 fine"));
  EXPECT_TRUE(told[1].starts_with("32 wrong"));
}

TEST_F(CheckManifestsTest, EveryProgramHasOneOfItsOwn) {
  BrowserTable table = kTable;
  table.programs.push_back({"watchword.updater", "watchword-update", "prepares"});
  files_.contents[kUser] = Good();
  const Texts told = Told(CheckManifests(table, table.browsers[0], "/opt/w", files_));
  EXPECT_EQ(told, (Texts{std::string("30 fine One: ") + kUser + " is in order | ",
                         "41 wrong One: no manifest in /home/me/.one/hosts/watchword.updater.json or "
                         "/etc/one/watchword.updater.json | run: watchword install"}));
}

class CheckPoliciesTest : public testing::Test {
 protected:
  Texts Check() const { return Told(CheckPolicies(kTable, files_)); }
  test::MemoryFileSystem files_;
};

TEST_F(CheckPoliciesTest, NoneIsFine) {
  EXPECT_EQ(Check(), (Texts{"50 fine policy: none forbids the host | "}));
  for (const char* harmless :
       {"{}", R"({"NativeMessagingUserLevelHosts":true})", R"({"NativeMessagingUserLevelHosts":"false"})",
        R"({"NativeMessagingBlocklist":["other.host"]})", R"({"NativeMessagingBlocklist":"*"})"}) {
    files_.contents["/etc/p1/a.json"] = harmless;
    EXPECT_EQ(Check(), (Texts{"50 fine policy: none forbids the host | "})) << harmless;
  }
  files_.contents["/etc/p1/README"] = "{";
  EXPECT_EQ(Check(), (Texts{"50 fine policy: none forbids the host | "}));
}

TEST_F(CheckPoliciesTest, OneThatForbidsTheHostIsNamed) {
  for (const char* forbidding :
       {R"({"NativeMessagingUserLevelHosts":false})", R"({"NativeMessagingBlocklist":["*"]})",
        R"({"NativeMessagingBlocklist":["other.host","watchword.host"]})"}) {
    files_.contents["/etc/p2/strict.json"] = forbidding;
    EXPECT_EQ(Check(),
              (Texts{"52 wrong policy: /etc/p2/strict.json forbids native hosts installed by a user | "
                     "ask who keeps this computer to allow watchword.host, or: watchword install --system"}))
        << forbidding;
  }
}

TEST_F(CheckPoliciesTest, OneThatCannotBeReadLeavesItOpen) {
  const Texts told = {"51 unknown policy: /etc/p1/a.json cannot be read | ask who keeps this computer"};
  files_.contents["/etc/p1/a.json"] = "{";
  EXPECT_EQ(Check(), told);
  files_.contents["/etc/p1/a.json"] = "[]";
  EXPECT_EQ(Check(), told);
  files_.contents["/etc/p1/a.json"] = "{}";
  files_.unreadable.insert("/etc/p1/a.json");
  EXPECT_EQ(Check(), told);
}

TEST(CheckSandboxed, NamesBrowsersThatCannotStartPrograms) {
  const test::Environment home("HOME", "/home/me");
  test::MemoryFileSystem files;
  EXPECT_EQ(Told(CheckSandboxed(kTable, files)), Texts{});
  files.contents["/home/me/snap/one"] = "a file is no browser";
  EXPECT_EQ(Told(CheckSandboxed(kTable, files)), Texts{});
  files.contents.clear();
  files.contents["/home/me/snap/one/common/x"] = "";
  EXPECT_EQ(Told(CheckSandboxed(kTable, files)),
            (Texts{"61 unknown One as a Snap: is installed here | use another package"}));
}

}  // namespace
}  // namespace watchword::cli

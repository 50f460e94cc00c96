// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/version.h"
#include "cli/browsers.h"
#include "pack/encode.h"
#include "pack/locate.h"
#include "support/environment.h"
#include "support/memory_file_system.h"
#include "support/temporary_folder.h"
#include "support/test_pack.h"

namespace watchword::cli {
namespace {

constexpr const char* kTax = "You must pay the income tax before you can withdraw.";

class CommandTest : public testing::Test {
 protected:
  void SetUp() override { files_.contents["/fixture.pack"] = *pack::Encode(test::ReadTestPatterns().pack); }

  int RunCommand(std::vector<const char*> arguments, const std::string& input = "") {
    arguments.insert(arguments.begin(), "watchword");
    std::istringstream in(input);
    out_.str("");
    err_.str("");
    CommandContext context{.files = files_, .in = in, .out = out_, .err = err_};
    return RunCommandLine(static_cast<int>(arguments.size()), arguments.data(), context);
  }
  // As they lie beside this one.
  void PutPrograms() {
    files_.executables.insert(pack::ProgramFolder() + "/watchword-host");
    files_.executables.insert(pack::ProgramFolder() + "/watchword-update");
  }
  // The fixture folder in memory.
  void PutPatterns() {
    const base::PosixFileSystem disk;
    const std::string folder = WATCHWORD_SOURCE "/tests/fixtures/patterns";
    const auto names = disk.ListFiles(folder);
    ASSERT_TRUE(names);
    for (const std::string& name : *names) {
      files_.contents["/patterns/" + name] = *disk.Read(folder + "/" + name, base::kMaxFileBytes);
    }
  }

  test::Environment pack_{"WATCHWORD_PACK", "/fixture.pack"};
  test::Environment home_{"HOME", "/home/me"};
  test::TemporaryFolder cache_;
  test::Environment cache_home_{"XDG_CACHE_HOME", cache_.path()};
  test::MemoryFileSystem files_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandTest, HelpAndVersionAreFine) {
  EXPECT_EQ(RunCommand({"--version"}), kExitFine);
  EXPECT_EQ(out_.str(), std::string(base::kVersion) + "\n");
  const std::vector<std::vector<const char*>> commands = {
      {},         {"scan"}, {"explain"},       {"install"},      {"uninstall"},
      {"doctor"}, {"pack"}, {"pack", "build"}, {"pack", "test"}, {"pack", "verify"}};
  for (std::vector<const char*> arguments : commands) {
    arguments.push_back("--help");
    EXPECT_EQ(RunCommand(arguments), kExitFine);
    EXPECT_NE(out_.str().find("--help"), std::string::npos);
    EXPECT_EQ(err_.str(), "");
  }
}

TEST_F(CommandTest, WrongUsageIsTwoAndSaidOnStderr) {
  const std::vector<std::vector<const char*>> wrong = {
      {},
      {"dance"},
      {"--nonsense"},
      {"scan", "--nonsense"},
      {"scan", "--jobs", "0"},
      {"scan", "--jobs", "257"},
      {"scan", "--jobs", "many"},
      {"scan", "--pack"},
      {"explain", "one", "two"},
      {"install", "extra"},
      {"doctor", "--system"},
      {"pack"},
      {"pack", "sing"},
      {"pack", "build", "/patterns"},
      {"pack", "test"},
      {"pack", "verify"},
  };
  for (const auto& arguments : wrong) {
    const std::string shown = arguments.empty() ? "(nothing)" : arguments.back();
    EXPECT_EQ(RunCommand(arguments), kExitUsage) << shown;
    EXPECT_EQ(out_.str(), "") << shown;
    EXPECT_NE(err_.str(), "") << shown;
  }
}

TEST_F(CommandTest, AFailureNamesTheProgramAndTheCause) {
  EXPECT_EQ(RunCommand({"scan", "--pack", "/nowhere"}), kExitFailed);
  EXPECT_EQ(err_.str(), "watchword: no pattern pack: looked for /nowhere\n");
  EXPECT_EQ(out_.str(), "");
}

TEST_F(CommandTest, ScanJudgesStandardInput) {
  const std::string input =
      std::string(R"({"id":1,"text":"hello"})") + "\n\n{\n" + R"({"id":4,"url":"bad-exchange.example"})";
  EXPECT_EQ(RunCommand({"scan", "--jobs", "3"}, input), kExitFailed) << "a line was bad";
  EXPECT_EQ(
      out_.str(),
      R"({"id":1,"level":"none","probability":0.0,"scheme":null,"stages":[],"evidence":[],"first_warning":null})"
      "\n"
      R"({"line":3,"error":"not JSON at byte 2"})"
      "\n"
      R"({"id":4,"level":"danger","probability":0.9891,"scheme":"platform","stages":["listed"],"evidence":[)"
      R"({"rule":"list/reported","stage":"listed","message":null,"start":0,"end":20}],"first_warning":null})"
      "\n");
  EXPECT_EQ(RunCommand({"scan"}, ""), kExitFine);
  EXPECT_EQ(out_.str(), "");
}

TEST_F(CommandTest, OutputThatIsLostIsAFailure) {
  out_.setstate(std::ios::badbit);
  std::istringstream in(R"({"text":"hello"})");
  CommandContext context{.files = files_, .in = in, .out = out_, .err = err_};
  const std::vector<const char*> arguments = {"watchword", "scan"};
  EXPECT_EQ(RunCommandLine(2, arguments.data(), context), kExitFailed);
  EXPECT_EQ(err_.str(), "watchword: standard output cannot be written\n");
}

TEST_F(CommandTest, ExplainMarksTheEvidence) {
  EXPECT_EQ(RunCommand({"explain", "--no-color"}, kTax), kExitFine);
  EXPECT_EQ(
      out_.str(),
      "danger  probability 0.9097  scheme investment  stages withdrawal-block  first warning after message "
      "0\n\n"
      "[0] unknown: You must ⟦pay the income tax before you can withdraw⟧.\n"
      "      investment/withdrawal-block/en/tax-first  weight 4  9-51  \"pay the income tax before you can "
      "withdraw\"  (pay-before-withdrawal)\n\n"
      "This chat follows a fake-investment script\n"
      "  They ask you to pay before you can withdraw.\n"
      "  why:  Nobody honest asks you to pay to get your own money.\n"
      "  do:   Send nothing.\n"
      "  do:   Talk to somebody you trust.\n"
      "  test: Ask to withdraw everything today.\n"
      "  fine: It would be fine if you could withdraw.\n");
}

TEST_F(CommandTest, InstallWritesManifestsForEachFamilyAndUninstallTakesThemBack) {
  PutPrograms();
  const auto before = files_.contents;
  EXPECT_EQ(RunCommand({"install", "--browser", "chromium", "--browser", "firefox"}), kExitFine);
  const std::string chromium = "/home/me/.config/chromium/NativeMessagingHosts/";
  const std::string firefox = "/home/me/.mozilla/native-messaging-hosts/";
  const std::string said = out_.str();
  EXPECT_TRUE(said.starts_with("Chromium: installed " + chromium + "watchword.host.json\n" +
                               "Chromium: installed " + chromium + "watchword.updater.json\n" +
                               "Firefox: installed " + firefox + "watchword.host.json\n" +
                               "Firefox: installed " + firefox + "watchword.updater.json\n" +
                               "patterns: built " + cache_.path() + "/watchword/"))
      << said;
  const BrowserTable table = *ReadBrowserTable();
  for (const NativeProgram& native : table.programs) {
    const std::string path = pack::ProgramFolder() + "/" + native.program;
    EXPECT_EQ(files_.contents.at(chromium + native.name + ".json"),
              RenderManifest(table, Family::kChromium, native, path));
    EXPECT_EQ(files_.contents.at(firefox + native.name + ".json"),
              RenderManifest(table, Family::kFirefox, native, path));
  }
  EXPECT_EQ(RunCommand({"uninstall", "--json"}), kExitFine);
  EXPECT_EQ(files_.contents, before);
}

TEST_F(CommandTest, InstallNeedsTheProgramsBesideIt) {
  EXPECT_EQ(RunCommand({"install", "--browser", "chromium"}), kExitFailed);
  const std::string folder = pack::ProgramFolder();
  EXPECT_EQ(err_.str(),
            "watchword: " + folder + "/watchword-host: the program is not there or not executable\n");
  files_.executables.insert(folder + "/watchword-host");
  EXPECT_EQ(RunCommand({"install", "--browser", "chromium"}), kExitFailed);
  EXPECT_EQ(err_.str(),
            "watchword: " + folder + "/watchword-update: the program is not there or not executable\n");
}

TEST_F(CommandTest, InstallGoesOnAfterAPlaceItMayNotTouch) {
  PutPrograms();
  const std::string foreign = "/home/me/.config/chromium/NativeMessagingHosts/watchword.host.json";
  files_.contents[foreign] = "theirs";
  EXPECT_EQ(RunCommand({"install", "--browser", "chromium", "--browser", "firefox"}), kExitFailed);
  EXPECT_EQ(err_.str(),
            "watchword: " + foreign + ": belongs to another program, left as it is; move it away to go on\n");
  EXPECT_EQ(files_.contents.at(foreign), "theirs");
  EXPECT_TRUE(files_.contents.contains("/home/me/.mozilla/native-messaging-hosts/watchword.host.json"));
  EXPECT_NE(out_.str().find("patterns: built "), std::string::npos);
}

TEST_F(CommandTest, InstallSaysWhenThePatternsCannotBePrepared) {
  PutPrograms();
  files_.contents["/fixture.pack"].back() ^= 1;
  EXPECT_EQ(RunCommand({"install", "--browser", "chromium"}), kExitFailed);
  EXPECT_EQ(err_.str(),
            "watchword: the patterns could not be prepared: /fixture.pack: the pack is damaged: its digest "
            "differs\n");
}

TEST_F(CommandTest, InstallForEveryoneCompilesForNobody) {
  PutPrograms();
  EXPECT_EQ(RunCommand({"install", "--system", "--browser", "chromium"}), kExitFine);
  EXPECT_EQ(out_.str().find("patterns:"), std::string::npos);
}

TEST_F(CommandTest, PackBuildTestAndVerifyAgree) {
  PutPatterns();
  EXPECT_EQ(RunCommand({"pack", "test", "/patterns"}), kExitFine);
  EXPECT_EQ(out_.str(), "6 rules, 8 phrases, 36 examples, 0 to mend\n");
  EXPECT_EQ(RunCommand({"pack", "build", "/patterns", "--output", "/out.pack"}), kExitFine);
  EXPECT_EQ(files_.contents.at("/out.pack"), files_.contents.at("/fixture.pack"));
  EXPECT_EQ(RunCommand({"pack", "verify", "/out.pack"}), kExitFine);
  EXPECT_TRUE(out_.str().starts_with("/out.pack: fixture version 7 of 2026-01-02, 6 rules, digest "));
}

TEST_F(CommandTest, PackBuildThatFailsWritesNothing) {
  PutPatterns();
  files_.unwritable.insert("/out.pack");
  EXPECT_EQ(RunCommand({"pack", "build", "/patterns", "-o", "/out.pack"}), kExitFailed);
  EXPECT_EQ(err_.str(), "watchword: /out.pack: No space left on device\n");
  files_.unwritable.clear();
  files_.contents["/patterns/units/en.json"] = "{";
  EXPECT_EQ(RunCommand({"pack", "build", "/patterns", "-o", "/out.pack"}), kExitFailed);
  EXPECT_EQ(err_.str(), "units/en.json: not JSON at byte 2\n");
  EXPECT_FALSE(files_.contents.contains("/out.pack"));
}

TEST_F(CommandTest, DoctorFailsWhenSomethingIsWrongAndSpeaksJson) {
  EXPECT_EQ(RunCommand({"doctor", "--json"}), kExitFailed);
  std::istringstream lines(out_.str());
  std::vector<int> codes;
  for (std::string line; std::getline(lines, line);) codes.push_back((*base::ParseJson(line))["code"]);
  EXPECT_EQ(codes, (std::vector<int>{11, 16, 20, 23, 42, 50}));
}

}  // namespace
}  // namespace watchword::cli

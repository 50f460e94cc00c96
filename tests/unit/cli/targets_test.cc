// SPDX-License-Identifier: Apache-2.0
#include "cli/targets.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/environment.h"
#include "support/memory_file_system.h"

namespace watchword::cli {
namespace {

const BrowserTable kTable = {
    .browsers = {{"one", "One", Family::kChromium, ".one", ".one/hosts", "/etc/one"},
                 {"two", "Two", Family::kFirefox, ".two", ".two/hosts", "/etc/two"}}};

class FindTargetsTest : public testing::Test {
 protected:
  // "name folder" of every target, or the error.
  std::vector<std::string> Found(const TargetOptions& options) const {
    const auto targets = FindTargets(kTable, options, files_);
    if (!targets) return {"error: " + targets.error().message};
    std::vector<std::string> texts;
    for (const Target& target : *targets) texts.push_back(target.name + " " + target.folder);
    return texts;
  }

  test::Environment home_{"HOME", "/home/me"};
  test::MemoryFileSystem files_;
};

using Texts = std::vector<std::string>;

TEST_F(FindTargetsTest, WithoutAChoiceAreTheBrowsersUsedHere) {
  files_.contents["/home/me/.two/profiles.ini"] = "";
  EXPECT_EQ(Found({}), (Texts{"Two /home/me/.two/hosts"}));
  files_.contents["/home/me/.one/Default/x"] = "";
  EXPECT_EQ(Found({}), (Texts{"One /home/me/.one/hosts", "Two /home/me/.two/hosts"}));
  EXPECT_EQ(Found({.system = true}), (Texts{"One /etc/one", "Two /etc/two"}));
}

TEST_F(FindTargetsTest, AChoiceNeedNotBeUsedHere) {
  EXPECT_EQ(Found({.browsers = {"two", "one"}}),
            (Texts{"Two /home/me/.two/hosts", "One /home/me/.one/hosts"}));
  EXPECT_EQ(Found({.browsers = {"one"}, .system = true}), (Texts{"One /etc/one"}));
}

TEST_F(FindTargetsTest, AProfileFolderIsAChromium) {
  files_.contents["/home/me/.two/profiles.ini"] = "";
  const auto targets = FindTargets(kTable, {.profile_dirs = {"/tmp/p"}}, files_);
  ASSERT_TRUE(targets);
  ASSERT_EQ(targets->size(), 1u) << "browsers used here were not asked for";
  EXPECT_EQ((*targets)[0].name, "Chromium in /tmp/p");
  EXPECT_EQ((*targets)[0].family, Family::kChromium);
  EXPECT_EQ((*targets)[0].folder, "/tmp/p/NativeMessagingHosts");
}

TEST_F(FindTargetsTest, AnUnknownBrowserIsAnErrorThatNamesTheKnown) {
  const auto targets = FindTargets(kTable, {.browsers = {"one", "netscape"}}, files_);
  ASSERT_FALSE(targets);
  EXPECT_EQ(targets.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(targets.error().message, "unknown browser netscape, known are one, two");
}

TEST_F(FindTargetsTest, NoBrowserAtAllIsAnErrorWithAdvice) {
  const auto targets = FindTargets(kTable, {}, files_);
  ASSERT_FALSE(targets);
  EXPECT_EQ(targets.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(targets.error().message,
            "no browser is used here yet: start it once, or name it with --browser (one, two)");
}

TEST(HomeFolder, IsTheEnvironmentsOrTheRoot) {
  const test::Environment home("HOME", "/home/me");
  EXPECT_EQ(HomeFolder(), "/home/me");
  {
    const test::Environment empty("HOME", "");
    EXPECT_EQ(HomeFolder(), "/");
  }
  {
    const test::Environment none("HOME", std::nullopt);
    EXPECT_EQ(HomeFolder(), "/");
  }
  EXPECT_EQ(HomeFolder(), "/home/me");
}

}  // namespace
}  // namespace watchword::cli

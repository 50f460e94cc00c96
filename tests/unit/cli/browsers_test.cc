// SPDX-License-Identifier: Apache-2.0
#include "cli/browsers.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/json.h"
#include "support/memory_file_system.h"

namespace watchword::cli {
namespace {

using base::Json;

constexpr const char* kHost = "/opt/watchword/watchword-host";
const NativeProgram kProgram = {"watchword.host", "watchword-host", "knows \"scripts\""};

BrowserTable Table() {
  return *ReadBrowserTable();
}

TEST(ReadBrowserTable, EveryRowIsComplete) {
  const auto table = ReadBrowserTable();
  ASSERT_TRUE(table);
  EXPECT_EQ(table->chromium_extension.size(), 32u);
  EXPECT_FALSE(table->firefox_extension.empty());
  std::set<std::string> ids;
  for (const Browser& browser : table->browsers) {
    EXPECT_TRUE(ids.insert(browser.id).second) << browser.id;
    EXPECT_FALSE(browser.name.empty()) << browser.id;
    EXPECT_TRUE(browser.user.starts_with(browser.profile)) << browser.id;
    EXPECT_TRUE(browser.system.starts_with('/')) << browser.id;
  }
  EXPECT_TRUE(ids.contains("chromium"));
  EXPECT_TRUE(ids.contains("firefox"));
  EXPECT_FALSE(table->policies.empty());
  EXPECT_FALSE(table->sandboxed.empty());
}

TEST(ReadBrowserTable, FamiliesAreWhatTheyShouldBe) {
  for (const Browser& browser : Table().browsers) {
    const bool firefox = browser.id == "firefox" || browser.id == "librewolf";
    EXPECT_EQ(browser.family == Family::kFirefox, firefox) << browser.id;
  }
}

TEST(ReadBrowserTable, NamesTheHostAndTheUpdater) {
  const BrowserTable table = Table();
  ASSERT_EQ(table.programs.size(), 2u);
  EXPECT_EQ(table.programs[0].name, "watchword.host");
  EXPECT_EQ(table.programs[0].program, "watchword-host");
  EXPECT_EQ(table.programs[1].name, "watchword.updater");
  EXPECT_EQ(table.programs[1].program, "watchword-update");
  for (const NativeProgram& one : table.programs) EXPECT_FALSE(one.description.empty()) << one.name;
}

TEST(RenderManifest, HasTheShapeOfTheFamily) {
  const BrowserTable table = Table();
  const Json chromium = *base::ParseJson(RenderManifest(table, Family::kChromium, kProgram, kHost));
  EXPECT_EQ(chromium["name"], "watchword.host");
  EXPECT_EQ(chromium["description"], kProgram.description);
  EXPECT_EQ(chromium["type"], "stdio");
  EXPECT_EQ(chromium["path"], kHost);
  EXPECT_EQ(chromium["allowed_origins"],
            Json::array({"chrome-extension://" + table.chromium_extension + "/"}));
  EXPECT_FALSE(chromium.contains("allowed_extensions"));
  const Json firefox = *base::ParseJson(RenderManifest(table, Family::kFirefox, kProgram, kHost));
  EXPECT_EQ(firefox["name"], "watchword.host");
  EXPECT_EQ(firefox["type"], "stdio");
  EXPECT_EQ(firefox["path"], kHost);
  EXPECT_EQ(firefox["allowed_extensions"], Json::array({table.firefox_extension}));
  EXPECT_FALSE(firefox.contains("allowed_origins"));
}

TEST(RenderManifest, APathIsQuotedAsJson) {
  const std::string path = "/home/\"quoted\" \\ folder/watchword-host";
  EXPECT_EQ((*base::ParseJson(RenderManifest(Table(), Family::kFirefox, kProgram, path)))["path"], path);
}

TEST(ManifestPath, IsNamedAfterTheHost) {
  EXPECT_EQ(ManifestPath("/x/NativeMessagingHosts", kProgram), "/x/NativeMessagingHosts/watchword.host.json");
}

TEST(OwnerOf, TellsOursFromOthers) {
  struct Case {
    const char* text;
    Owner owner;
  };
  const std::vector<Case> cases = {
      {R"({"path":"/opt/watchword/watchword-host"})", Owner::kUs},
      {R"({"path":"watchword-host"})", Owner::kUs},
      {R"({"path":"/opt/other/other-host"})", Owner::kForeign},
      {R"({"path":"/opt/watchword-host/other"})", Owner::kForeign},
      {R"({"path":7})", Owner::kForeign},
      {R"({"name":"watchword.host"})", Owner::kForeign},
      {R"(["watchword-host"])", Owner::kForeign},
      {"{", Owner::kForeign},
      {"", Owner::kForeign},
  };
  test::MemoryFileSystem files;
  for (const Case& one : cases) {
    files.contents["/m.json"] = one.text;
    EXPECT_EQ(OwnerOf("/m.json", kProgram, files), one.owner) << one.text;
  }
  EXPECT_EQ(OwnerOf("/missing.json", kProgram, files), Owner::kNobody);
}

TEST(OwnerOf, OneProgramOfOursIsForeignToAnother) {
  test::MemoryFileSystem files;
  files.contents["/m.json"] = R"({"path":"/opt/watchword/watchword-update"})";
  EXPECT_EQ(OwnerOf("/m.json", kProgram, files), Owner::kForeign);
  EXPECT_EQ(OwnerOf("/m.json", Table().programs[1], files), Owner::kUs);
}

TEST(OwnerOf, WhatCannotBeReadIsForeign) {
  test::MemoryFileSystem files;
  files.contents["/m.json"] = R"({"path":"/watchword-host"})";
  files.unreadable.insert("/m.json");
  EXPECT_EQ(OwnerOf("/m.json", kProgram, files), Owner::kForeign);
  files.unreadable.clear();
  files.contents["/m.json"] += std::string(64 * 1024, ' ');
  EXPECT_EQ(OwnerOf("/m.json", kProgram, files), Owner::kForeign);
  files.contents["/folder/file"] = "";
  EXPECT_EQ(OwnerOf("/folder", kProgram, files), Owner::kForeign);
}

TEST(InstallManifest, WritesAndReplacesOurs) {
  test::MemoryFileSystem files;
  EXPECT_TRUE(InstallManifest("/m.json", kProgram, R"({"path":"/old/watchword-host"})", files));
  EXPECT_TRUE(InstallManifest("/m.json", kProgram, R"({"path":"/new/watchword-host"})", files));
  EXPECT_EQ(files.contents.at("/m.json"), R"({"path":"/new/watchword-host"})");
}

TEST(InstallManifest, TouchesNothingOfOthers) {
  test::MemoryFileSystem files;
  files.contents["/m.json"] = "not ours";
  const Status installed = InstallManifest("/m.json", kProgram, "{}", files);
  ASSERT_FALSE(installed);
  EXPECT_EQ(installed.error().code, ErrorCode::kForeign);
  EXPECT_EQ(installed.error().message,
            "/m.json: belongs to another program, left as it is; move it away to go on");
  EXPECT_EQ(files.contents.at("/m.json"), "not ours");
}

TEST(InstallManifest, PassesOnWhatTheDiskSays) {
  test::MemoryFileSystem files;
  files.unwritable.insert("/m.json");
  const Status installed = InstallManifest("/m.json", kProgram, "{}", files);
  ASSERT_FALSE(installed);
  EXPECT_EQ(installed.error().code, ErrorCode::kIo);
  EXPECT_EQ(installed.error().message, "/m.json: No space left on device");
}

TEST(RemoveManifest, RemovesOursAndIsContentWithoutOne) {
  test::MemoryFileSystem files;
  files.contents["/m.json"] = R"({"path":"/old/watchword-host"})";
  EXPECT_TRUE(RemoveManifest("/m.json", kProgram, files));
  EXPECT_TRUE(files.contents.empty());
  EXPECT_TRUE(RemoveManifest("/m.json", kProgram, files));
}

TEST(RemoveManifest, TouchesNothingOfOthers) {
  test::MemoryFileSystem files;
  files.contents["/m.json"] = "{}";
  const Status removed = RemoveManifest("/m.json", kProgram, files);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, ErrorCode::kForeign);
  EXPECT_EQ(removed.error().message, "/m.json: belongs to another program, left as it is");
  EXPECT_EQ(files.contents.at("/m.json"), "{}");
}

}  // namespace
}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/watch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace watchword::cli {
namespace {

class FolderWatchTest : public testing::Test {
 protected:
  FolderWatchTest() { std::filesystem::create_directories(folder_ / "rules"); }
  ~FolderWatchTest() override { std::filesystem::remove_all(folder_); }
  void Put(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("watchword-watch-" + std::to_string(::getpid()));
};

// Each call would wait for ever if what came before it did not count.
TEST_F(FolderWatchTest, WhatChangesWhileNobodyWaitsCounts) {
  Put("rules/a.json", "1");
  FolderWatch watch(folder_.string());
  Put("rules/a.json", "longer");
  watch.WaitForChange();
  Put("rules/b.json", "new");
  watch.WaitForChange();
  std::filesystem::remove(folder_ / "rules/a.json");
  watch.WaitForChange();
}

}  // namespace
}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// Browsers, and what tells them where our programs are.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace watchword::cli {

enum class Family { kChromium, kFirefox };

// What a browser may start; the program lies beside this one.
struct NativeProgram {
  std::string name;
  std::string program;
  std::string description;
};

// A row of manifest/browsers.json; `profile` and `user` are below the home folder.
struct Browser {
  std::string id;
  std::string name;
  Family family = Family::kChromium;
  std::string profile;
  std::string user;
  std::string system;
};

struct Sandboxed {
  std::string name;
  std::string folder;
  std::string advice;
};

struct BrowserTable {
  std::string chromium_extension;
  std::string firefox_extension;
  std::vector<NativeProgram> programs;
  std::vector<Browser> browsers;
  std::vector<std::string> policies;
  std::vector<Sandboxed> sandboxed;
};

// The table built into this program.
Result<BrowserTable> ReadBrowserTable();

// The manifest file's text for a family of browsers; `path` is where the program is.
std::string RenderManifest(const BrowserTable& table, Family family, const NativeProgram& program,
                           const std::string& path);

inline std::string ManifestPath(const std::string& folder, const NativeProgram& program) {
  return folder + "/" + program.name + ".json";
}

// Whose manifest stands at a path.
enum class Owner { kNobody, kUs, kForeign };

// Ours are those that name our program, wherever it is. Unreadable JSON is foreign.
Owner OwnerOf(const std::string& manifest, const NativeProgram& program, const base::FileSystem& files);

// Errors: kForeign (nothing was touched), kIo.
Status InstallManifest(const std::string& path, const NativeProgram& program, const std::string& text,
                       base::FileSystem& files);
Status RemoveManifest(const std::string& path, const NativeProgram& program, base::FileSystem& files);

}  // namespace watchword::cli

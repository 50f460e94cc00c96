// SPDX-License-Identifier: Apache-2.0
// Browsers, and what tells them where the host is.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace watchword::cli {

inline constexpr const char* kHostName = "watchword.host";
inline constexpr const char* kHostProgram = "watchword-host";

enum class Family { kChromium, kFirefox };

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
  std::vector<Browser> browsers;
  std::vector<std::string> policies;
  std::vector<Sandboxed> sandboxed;
};

// The table built into this program.
Result<BrowserTable> ReadBrowserTable();

// The manifest file's text for a family of browsers.
std::string RenderManifest(const BrowserTable& table, Family family, const std::string& host);

inline std::string ManifestPath(const std::string& folder) {
  return folder + "/" + kHostName + ".json";
}

// Whose manifest stands at a path.
enum class Owner { kNobody, kUs, kForeign };

// Ours are those whose program is a watchword-host. Unreadable JSON is foreign.
Owner OwnerOf(const std::string& manifest, const base::FileSystem& files);

// Errors: kForeign (nothing was touched), kIo.
Status InstallManifest(const std::string& path, const std::string& text, base::FileSystem& files);
Status RemoveManifest(const std::string& path, base::FileSystem& files);

}  // namespace watchword::cli

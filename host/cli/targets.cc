// SPDX-License-Identifier: Apache-2.0
#include "cli/targets.h"

#include <algorithm>
#include <cstdlib>

namespace watchword::cli {
namespace {

std::string KnownIds(const BrowserTable& table) {
  std::string ids;
  for (const Browser& browser : table.browsers) ids += (ids.empty() ? "" : ", ") + browser.id;
  return ids;
}

Target TargetOf(const Browser& browser, const TargetOptions& options) {
  return {browser.name, browser.family, options.system ? browser.system : HomeFolder() + "/" + browser.user};
}

Status AddNamed(const BrowserTable& table, const TargetOptions& options, std::vector<Target>& targets) {
  for (const std::string& id : options.browsers) {
    const auto found = std::find_if(table.browsers.begin(), table.browsers.end(),
                                    [&id](const Browser& browser) { return browser.id == id; });
    if (found == table.browsers.end()) {
      return Error{ErrorCode::kInvalid, "unknown browser " + id + ", known are " + KnownIds(table)};
    }
    targets.push_back(TargetOf(*found, options));
  }
  return {};
}

void AddUsed(const BrowserTable& table, const TargetOptions& options, const base::FileSystem& files,
             std::vector<Target>& targets) {
  for (const Browser& browser : table.browsers) {
    const bool used = files.Kind(HomeFolder() + "/" + browser.profile) == base::FileKind::kFolder;
    if (used) targets.push_back(TargetOf(browser, options));
  }
}

}  // namespace

void AddTargetOptions(CLI::App& command, TargetOptions& options) {
  command.add_option("--browser", options.browsers, "browser, by its id in the table; may be repeated");
  command.add_option("--profile-folder", options.profile_dirs,
                     "folder a Chromium is started with as --user-data-dir");
  command.add_flag("--system", options.system, "for every user of this computer");
  command.add_flag("--json", options.json, "one JSON object a line");
}

std::string HomeFolder() {
  const char* home = std::getenv("HOME");
  return home != nullptr && *home != '\0' ? home : "/";
}

Result<std::vector<Target>> FindTargets(const BrowserTable& table, const TargetOptions& options,
                                        const base::FileSystem& files) {
  std::vector<Target> targets;
  if (const Status named = AddNamed(table, options, targets); !named) return named.error();
  for (const std::string& folder : options.profile_dirs) {
    targets.push_back({"Chromium in " + folder, Family::kChromium, folder + "/NativeMessagingHosts"});
  }
  const bool asked = !options.browsers.empty() || !options.profile_dirs.empty();
  if (!asked) AddUsed(table, options, files, targets);
  if (targets.empty()) {
    return Error{
        ErrorCode::kNotFound,
        "no browser is used here yet: start it once, or name it with --browser (" + KnownIds(table) + ")"};
  }
  return targets;
}

}  // namespace watchword::cli

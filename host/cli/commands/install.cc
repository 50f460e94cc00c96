// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <set>

#include "base/json.h"
#include "cli/command.h"
#include "cli/targets.h"
#include "pack/locate.h"

namespace watchword::cli {
namespace {

void Say(const char* what, const Target& target, const TargetOptions& options, CommandContext& context) {
  const std::string path = ManifestPath(target.folder);
  if (options.json) {
    context.out << base::ToText({{"browser", target.name}, {"manifest", path}, {"done", what}}) << '\n';
  } else {
    context.out << target.name << ": " << what << ' ' << path << '\n';
  }
}

void Install(const TargetOptions& options, CommandContext& context) {
  const std::string host = pack::ProgramFolder() + "/" + kHostProgram;
  if (!context.files.IsExecutable(host)) {
    return Fail(context,
                Error{ErrorCode::kNotFound, host + ": the host program is not there or not executable"});
  }
  const auto table = ReadBrowserTable();
  if (!table) return Fail(context, table.error());
  const auto targets = FindTargets(*table, options, context.files);
  if (!targets) return Fail(context, targets.error());
  std::set<std::string> folders;
  for (const Target& target : *targets) {
    if (!folders.insert(target.folder).second) continue;
    const std::string text = RenderManifest(*table, target.family, host);
    const Status done = InstallManifest(ManifestPath(target.folder), text, context.files);
    done ? Say("installed", target, options, context) : Fail(context, done.error());
  }
}

// Without a choice every place in the table is cleaned, used or not.
Result<std::vector<Target>> PlacesToClean(const BrowserTable& table, TargetOptions options,
                                          const base::FileSystem& files) {
  if (options.browsers.empty() && options.profile_dirs.empty()) {
    for (const Browser& browser : table.browsers) options.browsers.push_back(browser.id);
  }
  return FindTargets(table, options, files);
}

void Uninstall(const TargetOptions& options, CommandContext& context) {
  const auto table = ReadBrowserTable();
  if (!table) return Fail(context, table.error());
  const auto targets = PlacesToClean(*table, options, context.files);
  if (!targets) return Fail(context, targets.error());
  for (const Target& target : *targets) {
    const std::string path = ManifestPath(target.folder);
    if (OwnerOf(path, context.files) == Owner::kNobody) continue;
    const Status done = RemoveManifest(path, context.files);
    done ? Say("removed", target, options, context) : Fail(context, done.error());
  }
}

void Add(CLI::App& app, const char* name, const char* help, CommandContext& context,
         void (*run)(const TargetOptions&, CommandContext&)) {
  auto* command = app.add_subcommand(name, help);
  auto options = std::make_shared<TargetOptions>();
  AddTargetOptions(*command, *options);
  command->callback([options, run, &context] { run(*options, context); });
}

}  // namespace

void AddInstall(CLI::App& app, CommandContext& context) {
  Add(app, "install", "tell this user's browsers where the host is", context, &Install);
}

void AddUninstall(CLI::App& app, CommandContext& context) {
  Add(app, "uninstall", "take back what install did", context, &Uninstall);
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <set>
#include <variant>

#include "base/json.h"
#include "cli/command.h"
#include "cli/targets.h"
#include "pack/locate.h"
#include "update/build_image.h"

namespace watchword::cli {
namespace {

void Say(const char* what, const std::string& browser, const std::string& manifest,
         const TargetOptions& options, CommandContext& context) {
  if (options.json) {
    context.out << base::ToText({{"browser", browser}, {"manifest", manifest}, {"done", what}}) << '\n';
  } else {
    context.out << browser << ": " << what << ' ' << manifest << '\n';
  }
}

Status CheckPrograms(const BrowserTable& table, const base::FileSystem& files) {
  for (const NativeProgram& native : table.programs) {
    const std::string path = pack::ProgramFolder() + "/" + native.program;
    if (!files.IsExecutable(path))
      return Error{ErrorCode::kNotFound, path + ": the program is not there or not executable"};
  }
  return {};
}

void InstallAt(const Target& target, const BrowserTable& table, const TargetOptions& options,
               CommandContext& context) {
  for (const NativeProgram& native : table.programs) {
    const std::string manifest = ManifestPath(target.folder, native);
    const std::string program = pack::ProgramFolder() + "/" + native.program;
    const std::string text = RenderManifest(table, target.family, native, program);
    const Status done = InstallManifest(manifest, native, text, context.files);
    done ? Say("installed", target.name, manifest, options, context) : Fail(context, done.error());
  }
}

// So that the first start finds it. What root compiles is of no use to others.
void PreparePatterns(const TargetOptions& options, CommandContext& context) {
  if (options.system) return;
  context.out.flush();
  const auto outcome = update::BuildImage(context.files);
  if (const auto* failure = std::get_if<update::ImageFailure>(&outcome))
    return Fail(context, Error{ErrorCode::kIo, "the patterns could not be prepared: " + failure->message});
  const auto& ready = std::get<update::ImageReady>(outcome);
  const char* what = ready.was_there ? "present" : "built";
  if (options.json) {
    context.out << base::ToText({{"image", ready.path}, {"done", what}}) << '\n';
  } else {
    context.out << "patterns: " << what << ' ' << ready.path << '\n';
  }
}

void Install(const TargetOptions& options, CommandContext& context) {
  const auto table = ReadBrowserTable();
  if (!table) return Fail(context, table.error());
  if (const Status there = CheckPrograms(*table, context.files); !there) return Fail(context, there.error());
  const auto targets = FindTargets(*table, options, context.files);
  if (!targets) return Fail(context, targets.error());
  std::set<std::string> folders;
  for (const Target& target : *targets) {
    if (folders.insert(target.folder).second) InstallAt(target, *table, options, context);
  }
  PreparePatterns(options, context);
}

// Without a choice every place in the table is cleaned, used or not.
Result<std::vector<Target>> PlacesToClean(const BrowserTable& table, TargetOptions options,
                                          const base::FileSystem& files) {
  if (options.browsers.empty() && options.profile_dirs.empty()) {
    for (const Browser& browser : table.browsers) options.browsers.push_back(browser.id);
  }
  return FindTargets(table, options, files);
}

void RemoveFrom(const Target& target, const NativeProgram& native, const TargetOptions& options,
                CommandContext& context) {
  const std::string manifest = ManifestPath(target.folder, native);
  if (OwnerOf(manifest, native, context.files) == Owner::kNobody) return;
  const Status done = RemoveManifest(manifest, native, context.files);
  done ? Say("removed", target.name, manifest, options, context) : Fail(context, done.error());
}

void Uninstall(const TargetOptions& options, CommandContext& context) {
  const auto table = ReadBrowserTable();
  if (!table) return Fail(context, table.error());
  const auto targets = PlacesToClean(*table, options, context.files);
  if (!targets) return Fail(context, targets.error());
  for (const Target& target : *targets) {
    for (const NativeProgram& native : table->programs) RemoveFrom(target, native, options, context);
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
  Add(app, "install", "tell this user's browsers where our programs are, and prepare the patterns", context,
      &Install);
}

void AddUninstall(CLI::App& app, CommandContext& context) {
  Add(app, "uninstall", "take back what install did", context, &Uninstall);
}

}  // namespace watchword::cli

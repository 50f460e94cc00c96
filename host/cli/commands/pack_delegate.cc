// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"

namespace watchword::cli {
namespace {

struct Options : RepositoryOptions {
  std::string role;
  Paths paths;
  Paths keys;
  int threshold = 1;
  bool terminating = false;
  Paths targets;
};

void Delegate(const Options& options, CommandContext& context) {
  auto opened = OpenRepository(options.folder, context);
  if (!opened) return Fail(context, opened.error());
  const auto top = LoadTopKeys(options, options.targets, context);
  if (!top) return Fail(context, top.error());
  auto keys = publish::LoadKeys(context.files, options.keys);
  if (!keys) return Fail(context, keys.error());
  const publish::NewRole role{
      options.role, {*std::move(keys), options.threshold}, options.paths, options.terminating};
  publish::Repository& repository = opened->repository;
  if (const Status added = publish::AddRole(repository, role, options.lifetimes, Now()); !added)
    return Fail(context, added.error());
  if (const Status done = publish::SignTargets(repository, *top, options.lifetimes, Now()); !done)
    return Fail(context, done.error());
  Finish(repository, options, {.line = options.folder + ": the role " + options.role + " has these keys now"},
         context);
}

}  // namespace

void AddPackDelegate(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("delegate", "let somebody sign for some paths, or change who does");
  auto options = std::make_shared<Options>();
  AddRepositoryOptions(*command, *options);
  command->add_option("role", options->role, "its name, as lang-de")->required();
  command->add_option("--path", options->paths, "pattern of what it signs for; may be repeated")->required();
  AddKeys(*command, "--key", "the role", options->keys)->required();
  AddThreshold(*command, "--threshold", "the role", options->threshold);
  command->add_flag("--terminating", options->terminating, "nobody after it is asked for its paths");
  AddKeys(*command, "--targets-key", "the role targets", options->targets)->required();
  AddDays(*command, "--expires-role", "the role", options->lifetimes.role);
  AddDays(*command, "--expires-targets", "the role targets", options->lifetimes.targets);
  command->callback([options, &context] { Delegate(*options, context); });
}

}  // namespace watchword::cli

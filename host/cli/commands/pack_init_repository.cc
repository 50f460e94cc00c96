// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"

namespace watchword::cli {
namespace {

struct RoleOptions {
  std::string name;
  Paths paths;
  Paths keys;
  int threshold = 1;
  bool terminating = false;
};

struct Options : RepositoryOptions {
  Paths root;
  int root_threshold = 2;
  Paths targets;
  int targets_threshold = 2;
  RoleOptions base{.name = "base", .paths = {"packs/base/*", "deltas/base/*"}, .threshold = 2};
  RoleOptions more;
};

// As they are given on the command line.
Result<publish::RoleKeys> Load(const Paths& paths, int threshold, const CommandContext& context) {
  auto keys = publish::LoadKeys(context.files, paths);
  if (!keys) return keys.error();
  return publish::RoleKeys{*std::move(keys), threshold};
}

Result<publish::NewRole> Load(const RoleOptions& role, const CommandContext& context) {
  auto signers = Load(role.keys, role.threshold, context);
  if (!signers) return signers.error();
  return publish::NewRole{role.name, *std::move(signers), role.paths, role.terminating};
}

Status LoadRoles(const Options& options, const CommandContext& context, publish::NewRepository& wanted) {
  RoleOptions base = options.base;
  if (base.keys.empty()) {
    base.keys = options.targets;
    base.threshold = options.targets_threshold;
  }
  for (const RoleOptions& role : {base, options.more}) {
    if (role.name.empty()) continue;
    auto loaded = Load(role, context);
    if (!loaded) return loaded.error();
    wanted.roles.push_back(*std::move(loaded));
  }
  return {};
}

Result<publish::NewRepository> LoadAll(const Options& options, const CommandContext& context) {
  auto root = Load(options.root, options.root_threshold, context);
  if (!root) return root.error();
  auto targets = Load(options.targets, options.targets_threshold, context);
  if (!targets) return targets.error();
  auto snapshot = Load(options.snapshot, 1, context);
  if (!snapshot) return snapshot.error();
  auto timestamp = Load(options.timestamp, 1, context);
  if (!timestamp) return timestamp.error();
  publish::NewRepository wanted{
      *std::move(root), *std::move(targets), *std::move(snapshot), *std::move(timestamp), {}};
  if (Status loaded = LoadRoles(options, context, wanted); !loaded) return loaded.error();
  return wanted;
}

void MakeRepository(const Options& options, CommandContext& context) {
  if (context.files.Kind(options.folder + "/metadata") != base::FileKind::kNone)
    return Fail(context, Error{ErrorCode::kInvalid, options.folder + ": there is a repository already"});
  const auto wanted = LoadAll(options, context);
  if (!wanted) return Fail(context, wanted.error());
  const auto repository = publish::Create(*wanted, options.lifetimes, Now());
  if (!repository) return Fail(context, repository.error());
  Finish(*repository, options,
         {.line = options.folder + ": a new repository; clients begin with metadata/1.root.json"}, context);
}

}  // namespace

void AddPackInitRepository(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("init-repository", "make a repository that a web server can serve");
  auto options = std::make_shared<Options>();
  AddRepositoryOptions(*command, *options);
  AddKeys(*command, "--root-key", "the role root", options->root)->required();
  AddThreshold(*command, "--root-threshold", "the role root", options->root_threshold);
  AddKeys(*command, "--targets-key", "the role targets", options->targets)->required();
  AddThreshold(*command, "--targets-threshold", "the role targets", options->targets_threshold);
  AddKeys(*command, "--base-key", "the role base; without any it has those of targets", options->base.keys);
  AddThreshold(*command, "--base-threshold", "the role base", options->base.threshold);
  AddDays(*command, "--expires", "the root", options->lifetimes.root);
  AddDays(*command, "--expires-targets", "the role targets", options->lifetimes.targets);
  AddDays(*command, "--expires-role", "each delegated role", options->lifetimes.role);
  RoleOptions& more = options->more;
  auto* name = command->add_option("--delegate", more.name, "a further role; others can be added later");
  auto* paths = command->add_option("--path", more.paths, "pattern of what it signs for; may be repeated");
  auto* keys = AddKeys(*command, "--delegate-key", "that role", more.keys);
  AddThreshold(*command, "--delegate-threshold", "that role", more.threshold);
  command->add_flag("--terminating", more.terminating, "nobody after it is asked for its paths")->needs(name);
  name->needs(paths)->needs(keys);
  paths->needs(name);
  keys->needs(name);
  command->callback([options, &context] { MakeRepository(*options, context); });
}

}  // namespace watchword::cli

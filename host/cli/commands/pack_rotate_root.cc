// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"
#include "publish/rotation.h"
#include "tuf/metadata.h"

namespace watchword::cli {
namespace {

struct ChangeOptions {
  Paths old_keys;
  Paths new_keys;
  std::optional<int> threshold;
};

struct Options {
  RepositoryOptions repository;  // its keys are those of the changes
  ChangeOptions root;
  ChangeOptions targets;
  ChangeOptions snapshot;
  ChangeOptions timestamp;
};

Result<publish::KeyChange> Load(const ChangeOptions& options, const CommandContext& context) {
  auto old_keys = publish::LoadKeys(context.files, options.old_keys);
  if (!old_keys) return old_keys.error();
  auto new_keys = publish::LoadKeys(context.files, options.new_keys);
  if (!new_keys) return new_keys.error();
  return publish::KeyChange{*std::move(old_keys), *std::move(new_keys), options.threshold};
}

Result<publish::Rotation> LoadAll(const Options& options, const CommandContext& context) {
  publish::Rotation rotation;
  const std::pair<const ChangeOptions*, publish::KeyChange*> all[] = {
      {&options.root, &rotation.root},
      {&options.targets, &rotation.targets},
      {&options.snapshot, &rotation.snapshot},
      {&options.timestamp, &rotation.timestamp}};
  for (const auto& [from, to] : all) {
    auto change = Load(*from, context);
    if (!change) return change.error();
    *to = *std::move(change);
  }
  return rotation;
}

void Rotate(const Options& options, CommandContext& context) {
  const std::string& folder = options.repository.folder;
  auto opened = OpenRepository(folder, context);
  if (!opened) return Fail(context, opened.error());
  const auto rotation = LoadAll(options, context);
  if (!rotation) return Fail(context, rotation.error());
  const Status done = publish::RotateRoot(opened->repository, *rotation, options.repository.lifetimes, Now());
  if (!done) return Fail(context, Context(folder, done.error()));
  const std::string version = opened->repository.Read(tuf::kRoot)["version"].dump();
  Finish(opened->repository, options.repository, {.line = folder + ": root " + version}, context);
}

void AddChange(CLI::App& command, const std::string& role, ChangeOptions& change) {
  AddKeys(command, "--" + role + "-key", "the role " + role + " as it is", change.old_keys);
  AddKeys(command, "--new-" + role + "-key", "the role " + role + " from now on", change.new_keys);
}

}  // namespace

void AddPackRotateRoot(CLI::App& pack, CommandContext& context) {
  auto* command =
      pack.add_subcommand("rotate-root", "write the next root: other keys, or more time for the same");
  auto options = std::make_shared<Options>();
  RepositoryOptions& repository = options->repository;
  command->add_option("folder", repository.folder, "the repository")->required();
  AddKeys(*command, "--old-key", "the role root as it is", options->root.old_keys)->required();
  AddKeys(*command, "--new-root-key", "the role root from now on; without any they stay",
          options->root.new_keys);
  command->add_option("--root-threshold", options->root.threshold, "how many of them have to sign")
      ->check(CLI::PositiveNumber);
  AddChange(*command, "targets", options->targets);
  command->add_option("--targets-threshold", options->targets.threshold, "how many of them have to sign")
      ->check(CLI::PositiveNumber);
  AddChange(*command, "snapshot", options->snapshot);
  AddChange(*command, "timestamp", options->timestamp);
  AddDays(*command, "--expires", "the root", repository.lifetimes.root);
  AddDays(*command, "--expires-targets", "the role targets", repository.lifetimes.targets);
  AddDays(*command, "--expires-snapshot", "the snapshot", repository.lifetimes.snapshot);
  AddDays(*command, "--expires-timestamp", "the timestamp", repository.lifetimes.timestamp);
  command->add_flag("--json", repository.json, "one JSON object");
  command->callback([options, &context] { Rotate(*options, context); });
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"
#include "publish/never_flag.h"

namespace watchword::cli {
namespace {

constexpr std::size_t kMaxListBytes = 1024 * 1024;

struct Options : RepositoryOptions {
  std::string file;
  Paths targets;
};

void PublishList(const Options& options, CommandContext& context) {
  const auto list = context.files.Read(options.file, kMaxListBytes);
  if (!list) return Fail(context, list.error());
  auto opened = OpenRepository(options.folder, context);
  if (!opened) return Fail(context, opened.error());
  const auto top = LoadTopKeys(options, options.targets, context);
  if (!top) return Fail(context, top.error());
  const auto count = publish::SetNeverFlag(opened->repository, *list);
  if (!count) return Fail(context, Context(options.file, count.error()));
  const Status done = publish::SignTargets(opened->repository, *top, options.lifetimes, Now());
  if (!done) return Fail(context, done.error());
  Finish(opened->repository, options,
         {.line = std::string(publish::kNeverFlagPath) + ": " + std::to_string(*count) + " names",
          .facts = {{"path", publish::kNeverFlagPath}, {"names", *count}}},
         context);
}

}  // namespace

void AddPackNeverFlag(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("never-flag", "publish the names that no pack may call bad");
  auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "host names, one a line")->required();
  AddRepositoryOptions(*command, *options);
  AddKeys(*command, "--targets-key", "the role targets", options->targets)->required();
  AddDays(*command, "--expires-targets", "the role targets", options->lifetimes.targets);
  command->callback([options, &context] { PublishList(*options, context); });
}

}  // namespace watchword::cli

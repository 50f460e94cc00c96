// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/publishing.h"
#include "publish/renewal.h"

namespace watchword::cli {
namespace {

void RenewTop(const RepositoryOptions& options, CommandContext& context) {
  auto opened = OpenRepository(options.folder, context);
  if (!opened) return Fail(context, opened.error());
  const auto top = LoadTopKeys(options, {}, context);
  if (!top) return Fail(context, top.error());
  const Status done =
      publish::Renew(opened->repository, top->snapshot, top->timestamp, options.lifetimes, Now());
  if (!done) return Fail(context, done.error());
  Finish(opened->repository, options, {.line = options.folder + ": renewed"}, context);
}

}  // namespace

void AddPackRenew(CLI::App& pack, CommandContext& context) {
  auto* command = pack.add_subcommand("renew", "sign that nothing changed; for a timer");
  auto options = std::make_shared<RepositoryOptions>();
  AddRepositoryOptions(*command, *options);
  command->callback([options, &context] { RenewTop(*options, context); });
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include <ostream>

#include "base/version.h"

namespace watchword::cli {

void Fail(CommandContext& context, const Error& error) {
  context.err << "watchword: " << error.message << '\n';
  context.exit_code = kExitFailed;
}

int RunCommandLine(int argc, const char* const* argv, CommandContext& context) {
  CLI::App app("Knows the scripts of investment scams and trafficking job lures, and says so in time.",
               "watchword");
  app.set_version_flag("--version", base::kVersion);
  app.require_subcommand(1);
  AddScan(app, context);
  AddExplain(app, context);
  AddInstall(app, context);
  AddUninstall(app, context);
  AddDoctor(app, context);
  AddUpdate(app, context);
  AddPack(app, context);
  // CLI11 reports by exceptions; ours end here.
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, context.out, context.err) == 0 ? kExitFine : kExitUsage;
  }
  context.out.flush();
  if (!context.out) Fail(context, Error{ErrorCode::kIo, "standard output cannot be written"});
  return context.exit_code;
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/child.h"
#include "cli/command.h"
#include "pack/locate.h"

namespace watchword::cli {
namespace {

constexpr const char* kUpdaterProgram = "watchword-update";
constexpr int kTwentyMinutesMs = 20 * 60 * 1000;

struct UpdateOptions {
  bool status = false;
  bool rollback = false;
  bool as_json = false;
};

const char* WordFor(const UpdateOptions& options) {
  if (options.rollback) return "rollback";
  return options.status ? "status" : "check";
}

// The network, the store and the compiler are the other program's: this one only asks.
void Update(const UpdateOptions& options, CommandContext& context) {
  std::vector<std::string> command = {pack::ProgramFolder() + "/" + kUpdaterProgram, WordFor(options)};
  if (options.as_json) command.emplace_back("--json");
  const auto ran = RunChild(command, "", kTwentyMinutesMs);
  if (!ran) return Fail(context, ran.error());
  context.out << ran->output;
  if (ran->exit_code != 0) context.exit_code = kExitFailed;
}

}  // namespace

void AddUpdate(CLI::App& app, CommandContext& context) {
  CLI::App* update = app.add_subcommand("update", "look for newer patterns now, and install them");
  auto options = std::make_shared<UpdateOptions>();
  auto* status = update->add_flag("--status", options->status, "only say how old the patterns are");
  update->add_flag("--rollback", options->rollback, "go back to the patterns before")->excludes(status);
  update->add_flag("--json", options->as_json, "one line of JSON");
  update->callback([options, &context] { Update(*options, context); });
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// The command line: one function per command, in a file of its own.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iosfwd>
#include <string>

#include "base/file_system.h"
#include "base/result.h"

namespace watchword::cli {

inline constexpr int kExitFine = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

// What a command works with. `files`, `in`, `out` and `err` outlive the run.
struct CommandContext {
  base::FileSystem& files;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  int exit_code = kExitFine;  // set by the command
};

inline constexpr const char* kCorpusHelp =
    "labelled texts as JSON Lines, - is standard input; may be repeated";

// Says what failed and remembers that something did.
void Fail(CommandContext& context, const Error& error);

void AddScan(CLI::App& app, CommandContext& context);
void AddExplain(CLI::App& app, CommandContext& context);
void AddInstall(CLI::App& app, CommandContext& context);
void AddUninstall(CLI::App& app, CommandContext& context);
void AddDoctor(CLI::App& app, CommandContext& context);
void AddUpdate(CLI::App& app, CommandContext& context);
void AddPack(CLI::App& app, CommandContext& context);
void AddPackCoverage(CLI::App& pack, CommandContext& context);
void AddPackKeygen(CLI::App& pack, CommandContext& context);
void AddPackInitRepository(CLI::App& pack, CommandContext& context);
void AddPackDelegate(CLI::App& pack, CommandContext& context);
void AddPackPublish(CLI::App& pack, CommandContext& context);
void AddPackNeverFlag(CLI::App& pack, CommandContext& context);
void AddPackRenew(CLI::App& pack, CommandContext& context);
void AddPackRotateRoot(CLI::App& pack, CommandContext& context);

// Runs `watchword` with these arguments; returns the exit status.
int RunCommandLine(int argc, const char* const* argv, CommandContext& context);

}  // namespace watchword::cli

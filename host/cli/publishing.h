// SPDX-License-Identifier: Apache-2.0
// What the commands of publishers share: options, opening a repository, and
// writing what was changed when a client would take it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/command.h"
#include "publish/creation.h"
#include "publish/folder_lock.h"

namespace watchword::cli {

using Paths = std::vector<std::string>;

struct RepositoryOptions {
  std::string folder;
  Paths snapshot;   // key files
  Paths timestamp;  // key files
  publish::Lifetimes lifetimes;
  bool json = false;
};

// The folder, --snapshot-key, --timestamp-key, --expires-snapshot, --expires-timestamp and --json. The
// options outlive the command.
void AddRepositoryOptions(CLI::App& command, RepositoryOptions& options);

// An option in days.
void AddDays(CLI::App& command, const std::string& name, const std::string& of, std::chrono::days& days);

CLI::Option* AddKeys(CLI::App& command, const std::string& name, const std::string& of, Paths& keys);

// How many of its keys have to sign.
void AddThreshold(CLI::App& command, const std::string& name, const std::string& of, int& threshold);

// A repository that nobody else changes as long as this lives.
struct OpenedRepository {
  publish::FolderLock lock;
  publish::Repository repository;
};

// Errors: kNotFound, kIo, kInvalid; they name the folder or the file.
Result<OpenedRepository> OpenRepository(const std::string& folder, const CommandContext& context);

// The keys of snapshot and timestamp, with those of "targets". Errors: of LoadKeys.
Result<publish::TopKeys> LoadTopKeys(const RepositoryOptions& options, const Paths& targets,
                                     const CommandContext& context);

base::Time Now();

// What to say when it is done: `line` to people, `facts` to programs, and to both the roles.
struct Tale {
  std::string line;
  base::Json facts = base::Json::object();
};

// Checks everything as a client would, writes it, tells. Nothing is written when anything is wrong.
void Finish(const publish::Repository& repository, const RepositoryOptions& options, const Tale& tale,
            CommandContext& context);

}  // namespace watchword::cli

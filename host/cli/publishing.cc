// SPDX-License-Identifier: Apache-2.0
#include "cli/publishing.h"

#include <ostream>

#include "publish/roles.h"
#include "tuf/time.h"

namespace watchword::cli {
namespace {

constexpr int kMostDays = 3650;
constexpr int kMostSigners = 100;

struct RoleState {
  std::string role;
  std::int64_t version = 0;
  std::string expires;
};

std::vector<RoleState> StateOf(const publish::Repository& repository) {
  std::vector<RoleState> states;
  for (const std::string& role : publish::RoleNames(repository)) {
    states.push_back({role, repository.Read(role)["version"].get<std::int64_t>(),
                      tuf::ToText(publish::ExpiryOf(repository, role))});
  }
  return states;
}

base::Json ToJson(const publish::Repository& repository, const Tale& tale) {
  base::Json json = tale.facts;
  json["wrote"] = base::Json::array();
  for (const auto& [name, bytes] : repository.files()) json["wrote"].push_back(name);
  json["roles"] = base::Json::array();
  for (const RoleState& state : StateOf(repository))
    json["roles"].push_back({{"role", state.role}, {"version", state.version}, {"expires", state.expires}});
  return json;
}

}  // namespace

void AddRepositoryOptions(CLI::App& command, RepositoryOptions& options) {
  command.add_option("folder", options.folder, "the repository")->required();
  AddKeys(command, "--snapshot-key", "the role snapshot", options.snapshot)->required();
  AddKeys(command, "--timestamp-key", "the role timestamp", options.timestamp)->required();
  AddDays(command, "--expires-snapshot", "the snapshot", options.lifetimes.snapshot);
  AddDays(command, "--expires-timestamp", "the timestamp", options.lifetimes.timestamp);
  command.add_flag("--json", options.json, "one JSON object");
}

void AddDays(CLI::App& command, const std::string& name, const std::string& of, std::chrono::days& days) {
  command
      .add_option_function<int>(
          name, [&days](int count) { days = std::chrono::days(count); },
          "days that " + of + " holds (" + std::to_string(days.count()) + ")")
      ->check(CLI::Range(1, kMostDays));
}

CLI::Option* AddKeys(CLI::App& command, const std::string& name, const std::string& of, Paths& keys) {
  return command.add_option(name, keys, "key file of " + of + "; may be repeated");
}

void AddThreshold(CLI::App& command, const std::string& name, const std::string& of, int& threshold) {
  command
      .add_option(name, threshold,
                  "how many keys of " + of + " have to sign (" + std::to_string(threshold) + ")")
      ->check(CLI::Range(1, kMostSigners));
}

Result<OpenedRepository> OpenRepository(const std::string& folder, const CommandContext& context) {
  auto lock = publish::FolderLock::Take(folder);
  if (!lock) return lock.error();
  auto repository = publish::Repository::Open(context.files, folder);
  if (!repository) return repository.error();
  if (const Status form = publish::CheckForm(*repository); !form) return Context(folder, form.error());
  return OpenedRepository{*std::move(lock), *std::move(repository)};
}

Result<publish::TopKeys> LoadTopKeys(const RepositoryOptions& options, const Paths& targets,
                                     const CommandContext& context) {
  auto targets_keys = publish::LoadKeys(context.files, targets);
  if (!targets_keys) return targets_keys.error();
  auto snapshot = publish::LoadKeys(context.files, options.snapshot);
  if (!snapshot) return snapshot.error();
  auto timestamp = publish::LoadKeys(context.files, options.timestamp);
  if (!timestamp) return timestamp.error();
  return publish::TopKeys{*std::move(targets_keys), *std::move(snapshot), *std::move(timestamp)};
}

base::Time Now() {
  return base::SystemClock().Now();
}

void Finish(const publish::Repository& repository, const RepositoryOptions& options, const Tale& tale,
            CommandContext& context) {
  if (const Status sound = repository.CheckSigned(Now()); !sound)
    return Fail(context, Context(options.folder, sound.error()));
  if (const Status written = repository.WriteTo(context.files, options.folder); !written)
    return Fail(context, written.error());
  if (options.json) {
    context.out << base::ToText(ToJson(repository, tale)) << '\n';
    return;
  }
  context.out << tale.line << '\n';
  for (const RoleState& state : StateOf(repository))
    context.out << "  " << state.role << ' ' << state.version << ", expires " << state.expires << '\n';
}

}  // namespace watchword::cli

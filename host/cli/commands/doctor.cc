// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include "base/clock.h"
#include "base/json.h"
#include "cli/check_protection.h"
#include "cli/check_updates.h"
#include "cli/checks.h"
#include "cli/command.h"
#include "pack/locate.h"

namespace watchword::cli {
namespace {

constexpr const char* kHostProgram = "watchword-host";
constexpr const char* kUpdaterProgram = "watchword-update";

const char* NameOf(Health health) {
  if (health == Health::kFine) return "fine";
  return health == Health::kWrong ? "wrong" : "unknown";
}

void Append(Diagnoses more, Diagnoses& to) {
  to.insert(to.end(), more.begin(), more.end());
}

bool IsRegistered(const BrowserTable& table, const Browser& browser, const base::FileSystem& files) {
  return std::any_of(table.programs.begin(), table.programs.end(), [&](const NativeProgram& program) {
    return files.Kind(ManifestPath(browser.system, program)) == base::FileKind::kFile;
  });
}

std::vector<Browser> UsedBrowsers(const BrowserTable& table, const base::FileSystem& files) {
  std::vector<Browser> used;
  for (const Browser& browser : table.browsers) {
    const bool here = files.Kind(HomeFolder() + "/" + browser.profile) == base::FileKind::kFolder ||
                      IsRegistered(table, browser, files);
    if (here) used.push_back(browser);
  }
  return used;
}

// Without a pack there is nothing to compile.
Diagnoses CheckPatterns(const base::FileSystem& files) {
  Diagnoses all = CheckPack(files);
  if (all.back().health == Health::kFine) Append(CheckImage(files), all);
  return all;
}

// The day the patterns were made that the host judges with; empty when it has none.
std::string BuiltOf(const base::Json& status) {
  const auto pack = base::JsonCursor(status).Member("pack");
  if (!pack) return "";
  const auto built = pack->String("built");
  return built ? *built : "";
}

// Only of programs that are what they should be: of others these would tell nothing.
Diagnoses CheckState(const std::string& host, const std::string& updater) {
  const auto status = AskStatus(host);
  if (!status) {
    return {{83,
             Health::kUnknown,
             "protection",
             "the host does not say what it gave up: " + status.error().message,
             "install Watchword again",
             {}}};
  }
  Diagnoses all = CheckUpdates(updater, BuiltOf(*status), base::SystemClock());
  all.push_back(CheckHostProtection(*status));
  Append(CheckUpdaterProtection(), all);
  return all;
}

bool AreFine(const Diagnoses& all) {
  return std::all_of(all.begin(), all.end(),
                     [](const Diagnosis& one) { return one.health == Health::kFine; });
}

Diagnoses Examine(const BrowserTable& table, const base::FileSystem& files) {
  const std::string folder = pack::ProgramFolder();
  const std::string host = folder + "/" + kHostProgram;
  const std::string updater = folder + "/" + kUpdaterProgram;
  Diagnoses all = CheckHost(host, files);
  Append(CheckUpdater(updater, files), all);
  const bool both_answer = AreFine(all);
  Append(CheckPatterns(files), all);
  if (both_answer) Append(CheckState(host, updater), all);
  const auto used = UsedBrowsers(table, files);
  if (used.empty()) {
    all.push_back({42, Health::kUnknown, "browsers", "none that we know is used here",
                   "start your browser once, then run: watchword install"});
  }
  for (const Browser& browser : used) Append(CheckManifests(table, browser, folder, files), all);
  Append(CheckPolicies(table, files), all);
  Append(CheckSandboxed(table, files), all);
  return all;
}

void Print(const Diagnosis& one, std::ostream& out) {
  out << (one.health == Health::kFine ? "  ok   " : one.health == Health::kWrong ? " WRONG " : "   ?   ");
  out << one.subject << ": " << one.finding;
  if (one.health != Health::kFine) out << " [" << one.code << "]\n         " << one.advice;
  out << '\n';
}

base::Json ToJson(const Diagnosis& one) {
  base::Json json = {{"code", one.code},
                     {"health", NameOf(one.health)},
                     {"subject", one.subject},
                     {"finding", one.finding},
                     {"advice", one.advice}};
  if (!one.facts.is_null()) json["facts"] = one.facts;
  return json;
}

void Doctor(bool json, CommandContext& context) {
  const auto table = ReadBrowserTable();
  if (!table) return Fail(context, table.error());
  for (const Diagnosis& one : Examine(*table, context.files)) {
    if (one.health == Health::kWrong) context.exit_code = kExitFailed;
    if (!json) {
      Print(one, context.out);
      continue;
    }
    context.out << base::ToText(ToJson(one)) << '\n';
  }
}

}  // namespace

void AddDoctor(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("doctor", "say what is wrong with the installation, and how to mend it");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "one JSON object a line");
  command->callback([json, &context] { Doctor(*json, context); });
}

}  // namespace watchword::cli

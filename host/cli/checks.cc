// SPDX-License-Identifier: Apache-2.0
#include "cli/checks.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/json.h"
#include "base/version.h"
#include "cli/child.h"
#include "cli/load_pack.h"
#include "message/frame.h"
#include "update/build_image.h"

namespace watchword::cli {
namespace {

using base::Json;

constexpr int kAnswerTimeoutMs = 5000;
constexpr const char* kReinstall = "run: watchword install";

Diagnosis Fine(int code, std::string subject, std::string finding) {
  return {code, Health::kFine, std::move(subject), std::move(finding), "", {}};
}

Diagnosis Wrong(int code, std::string subject, std::string finding, std::string advice) {
  return {code, Health::kWrong, std::move(subject), std::move(finding), std::move(advice), {}};
}

// The answer of the host to one request.
Result<Json> Ask(const std::string& host, const std::string& request) {
  const auto child = RunChild({host, "doctor"}, message::Frame(request), kAnswerTimeoutMs);
  if (!child) return child.error();
  const std::string& output = child->output;
  if (output.size() < 4) {
    return Error{ErrorCode::kIo, "no answer, exit status " + std::to_string(child->exit_code)};
  }
  auto json = base::ParseJson(std::string_view(output).substr(4));
  if (!json) return Error{ErrorCode::kInvalid, "the answer is no frame of JSON"};
  return json;
}

Result<std::string> AskVersion(const std::string& host) {
  const auto hello = Ask(host, R"({"id":1,"kind":"hello","protocol":{"min":1,"max":1}})");
  if (!hello) return hello.error();
  const auto version_at = base::JsonCursor(*hello).Member("host");
  if (!version_at) return version_at.error();
  return version_at->String("version");
}

// What is wrong with a manifest's text, as one finding, or nothing.
class ManifestCheck {
 public:
  // `expected` is where the program should be.
  ManifestCheck(const BrowserTable& table, const Browser& browser, const NativeProgram& native,
                std::string expected, const base::FileSystem& files)
      : table_(table), browser_(browser), native_(native), expected_(std::move(expected)), files_(files) {}

  Diagnosis Check(const std::string& path) const {
    const auto text = files_.Read(path, 64 * 1024);
    if (!text)
      return Wrong(31, browser_.name, text.error().message, "make the file readable, or " + Reinstall());
    const auto json = base::ParseJson(*text);
    if (!json || !json->is_object())
      return Wrong(32, browser_.name, path + " is not a JSON object", Foreign(path));
    if (OwnerOf(path, native_, files_) == Owner::kForeign) {
      return Wrong(33, browser_.name, path + " belongs to another program", Foreign(path));
    }
    return CheckContent(path, *json);
  }

 private:
  static std::string Reinstall() { return kReinstall; }
  static std::string Foreign(const std::string& path) { return "move " + path + " away, then " + kReinstall; }

  Diagnosis CheckContent(const std::string& path, const Json& json) const {
    const base::JsonCursor from(json);
    const auto name = from.String("name");
    const auto type = from.String("type");
    if (!name || *name != native_.name || !type || *type != "stdio") {
      return Wrong(34, browser_.name, path + " has a wrong name or type", kReinstall);
    }
    if (browser_.family == Family::kFirefox && json.contains("allowed_origins")) {
      return Wrong(35, browser_.name, path + " has allowed_origins, for which Firefox refuses it",
                   kReinstall);
    }
    if (!AllowsUs(json)) {
      return Wrong(36, browser_.name, path + " does not allow our extension", kReinstall);
    }
    return CheckProgram(path, *from.String("path"));
  }

  bool AllowsUs(const Json& json) const {
    const bool firefox = browser_.family == Family::kFirefox;
    const auto allowed = base::JsonCursor(json).Strings(firefox ? "allowed_extensions" : "allowed_origins");
    const std::string us =
        firefox ? table_.firefox_extension : "chrome-extension://" + table_.chromium_extension + "/";
    return allowed && std::find(allowed->begin(), allowed->end(), us) != allowed->end();
  }

  Diagnosis CheckProgram(const std::string& path, const std::string& program) const {
    if (!std::filesystem::path(program).is_absolute()) {
      return Wrong(37, browser_.name, path + " names a relative path, " + program, kReinstall);
    }
    if (files_.Kind(program) != base::FileKind::kFile) {
      return Wrong(38, browser_.name, path + " names " + program + ", which is not there",
                   std::string(kReinstall) + "; if a virus scanner took the file away, restore it there");
    }
    if (!files_.IsExecutable(program)) {
      return Wrong(39, browser_.name, program + " is not executable", "run: chmod +x " + program);
    }
    if (program != expected_) {
      return {40, Health::kUnknown, browser_.name, path + " names another copy, " + program,
              std::string("if that is not meant, ") + kReinstall};
    }
    return Fine(30, browser_.name, path + " is in order");
  }

  const BrowserTable& table_;
  const Browser& browser_;
  const NativeProgram& native_;
  const std::string expected_;
  const base::FileSystem& files_;
};

bool IsOurs(const Json& name, const BrowserTable& table) {
  const auto& programs = table.programs;
  return name == "*" || std::any_of(programs.begin(), programs.end(),
                                    [&name](const NativeProgram& one) { return name == one.name; });
}

bool Forbids(const Json& policy, const BrowserTable& table) {
  const auto user_level = policy.find("NativeMessagingUserLevelHosts");
  if (user_level != policy.end() && user_level->is_boolean() && !user_level->get<bool>()) return true;
  const auto blocked = policy.find("NativeMessagingBlocklist");
  if (blocked == policy.end() || !blocked->is_array()) return false;
  return std::any_of(blocked->begin(), blocked->end(),
                     [&table](const Json& name) { return IsOurs(name, table); });
}

std::string NamesOf(const BrowserTable& table) {
  std::string names;
  for (const NativeProgram& one : table.programs) names += (names.empty() ? "" : " and ") + one.name;
  return names;
}

void CheckPolicyFile(const std::string& path, const BrowserTable& table, const base::FileSystem& files,
                     Diagnoses& to) {
  const auto text = files.Read(path, 1024 * 1024);
  const auto json = text ? base::ParseJson(*text) : Result<Json>(text.error());
  if (!json || !json->is_object()) {
    to.push_back({51, Health::kUnknown, "policy", path + " cannot be read", "ask who keeps this computer"});
  } else if (Forbids(*json, table)) {
    to.push_back(
        Wrong(52, "policy", path + " forbids native hosts installed by a user",
              "ask who keeps this computer to allow " + NamesOf(table) + ", or: watchword install --system"));
  }
}

Diagnoses CheckProgram(const BrowserTable& table, const Browser& browser, const NativeProgram& program,
                       const std::string& folder, const base::FileSystem& files) {
  const ManifestCheck check(table, browser, program, folder + "/" + program.program, files);
  const std::string user = ManifestPath(HomeFolder() + "/" + browser.user, program);
  const std::string system = ManifestPath(browser.system, program);
  const bool has_user = files.Kind(user) != base::FileKind::kNone;
  const bool has_system = files.Kind(system) != base::FileKind::kNone;
  if (!has_user && !has_system) {
    return {Wrong(41, browser.name, "no manifest in " + user + " or " + system, kReinstall)};
  }
  Diagnoses found;
  if (has_user) found.push_back(check.Check(user));
  if (has_system) found.push_back(check.Check(system));
  const bool shadows =
      has_user && has_system && found[0].health == Health::kWrong && found[1].health == Health::kFine;
  if (shadows) {
    found[0].finding += "; it hides the good one in " + browser.system;
    found[0].advice = "remove " + user + ", or " + kReinstall;
  }
  return found;
}

}  // namespace

Result<Json> AskStatus(const std::string& host) {
  return Ask(host, R"({"id":1,"kind":"status"})");
}

Diagnoses CheckHost(const std::string& host, const base::FileSystem& files) {
  if (files.Kind(host) != base::FileKind::kFile) {
    return {Wrong(11, "host", host + " is not there",
                  "install Watchword again; a virus scanner may have taken it away")};
  }
  if (!files.IsExecutable(host)) {
    return {Wrong(12, "host", host + " is not executable", "run: chmod +x " + host)};
  }
  const auto version = AskVersion(host);
  if (!version) {
    return {
        Wrong(13, "host", host + " does not answer: " + version.error().message, "install Watchword again")};
  }
  if (*version != base::kVersion) {
    return {Wrong(14, "host", host + " is version " + *version + ", this program " + base::kVersion,
                  "install Watchword again, so that both are of one version")};
  }
  return {Fine(10, "host", host + " answers, version " + *version)};
}

Diagnoses CheckUpdater(const std::string& updater, const base::FileSystem& files) {
  if (files.Kind(updater) != base::FileKind::kFile) {
    return {Wrong(16, "updater", updater + " is not there",
                  "install Watchword again; a virus scanner may have taken it away")};
  }
  if (!files.IsExecutable(updater)) {
    return {Wrong(17, "updater", updater + " is not executable", "run: chmod +x " + updater)};
  }
  const auto told = RunChild({updater, "--version"}, "", kAnswerTimeoutMs);
  if (!told || told->exit_code != 0) {
    const std::string why = told ? "exit status " + std::to_string(told->exit_code) : told.error().message;
    return {Wrong(18, "updater", updater + " does not answer: " + why, "install Watchword again")};
  }
  const std::string version = told->output.substr(0, told->output.find('\n'));
  if (version != base::kVersion) {
    return {Wrong(19, "updater", updater + " is version " + version + ", this program " + base::kVersion,
                  "install Watchword again, so that both are of one version")};
  }
  return {Fine(15, "updater", updater + " answers, version " + version)};
}

Diagnoses CheckImage(const base::FileSystem& files) {
  const auto image = update::FindImage(files);
  if (image) return {Fine(22, "patterns", *image + " is in order")};
  return {Wrong(23, "patterns", "not prepared for this computer: " + image.error().message,
                "run: watchword-update image")};
}

Diagnoses CheckPack(const base::FileSystem& files) {
  const auto pack = LoadPack("", files);
  if (!pack)
    return {Wrong(21, "pack", pack.error().message, "install Watchword again, or: watchword pack build")};
  const pack::PackInfo& info = pack->ruleset->info();
  return {
      Fine(20, "pack",
           pack->path + ": " + info.id + " version " + std::to_string(info.version) + " of " + info.built)};
}

Diagnoses CheckManifests(const BrowserTable& table, const Browser& browser, const std::string& folder,
                         const base::FileSystem& files) {
  Diagnoses found;
  for (const NativeProgram& program : table.programs) {
    const Diagnoses some = CheckProgram(table, browser, program, folder, files);
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

Diagnoses CheckPolicies(const BrowserTable& table, const base::FileSystem& files) {
  Diagnoses found;
  for (const std::string& folder : table.policies) {
    const auto names = files.ListFiles(folder);
    if (!names) continue;  // no policies
    for (const std::string& name : *names) {
      if (name.ends_with(".json")) CheckPolicyFile(folder + "/" + name, table, files, found);
    }
  }
  if (found.empty()) found.push_back(Fine(50, "policy", "none forbids the host"));
  return found;
}

Diagnoses CheckSandboxed(const BrowserTable& table, const base::FileSystem& files) {
  Diagnoses found;
  for (const Sandboxed& browser : table.sandboxed) {
    if (files.Kind(HomeFolder() + "/" + browser.folder) != base::FileKind::kFolder) continue;
    found.push_back({61, Health::kUnknown, browser.name, "is installed here", browser.advice});
  }
  return found;
}

}  // namespace watchword::cli

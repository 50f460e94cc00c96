// SPDX-License-Identifier: Apache-2.0
#include "update/jobs.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "assess/ruleset.h"
#include "image/cache.h"
#include "sandbox/profile.h"
#include "store/locate_live.h"
#include "update/fetch_process.h"

namespace watchword::update {
namespace {

using base::Json;

Result<store::Store> OpenStore() {
  const auto folder = store::DataFolder();
  if (!folder) return folder.error();
  return store::Store::Open(*folder);
}

int LiveVersion(const base::FileSystem& files) {
  const auto live = store::LocateLive(files);
  return live ? static_cast<int>(live->front().head.version) : 0;
}

// From here on this process reaches its own two folders and nobody else's, and no network.
Status GiveUpTheRest(const store::Store& store) {
  const auto images = image::CacheFolder();
  if (!images) return images.error();
  // What is not there now could not be made later.
  std::error_code ignored;
  std::filesystem::create_directories(*images, ignored);
  std::vector<sandbox::Place> places = {{store.folder().path(), sandbox::Access::kWrite},
                                        {*images, sandbox::Access::kWrite}};
  for (const std::string& pack : pack::PackCandidates("")) places.push_back({pack, sandbox::Access::kRead});
  const auto entered = sandbox::EnterInstaller(places);
  return entered ? Status() : Status(entered.error());
}

Result<Report> CheckWith(const Repositories& repositories, base::FileSystem& files, When when) {
  auto store = OpenStore();
  if (!store) return store.error();
  const base::SystemClock clock;
  Parts parts{.files = &files,
              .clock = &clock,
              .prepare = [](std::span<const Trial> trials, const canary::CanarySet& canary, Keeping keeping) {
                return PrepareImage(trials, canary, keeping);
              }};
  std::vector<std::unique_ptr<FetchProcess>> processes;
  for (const Repository& one : repositories.all) {
    auto process = FetchProcess::Start(one.ca_file);
    if (!process) return process.error();
    parts.fetchers.push_back(&(*process)->fetcher());
    processes.push_back(*std::move(process));
  }
  if (const Status given = GiveUpTheRest(*store); !given) return given.error();
  return CheckForUpdate(*store, repositories, parts, when);
}

std::variant<Report, Failure> CheckHere(When when) {
  base::PosixFileSystem files;
  const auto repositories = ReadRepositories(files);
  if (!repositories) return Failure{message::Code::kNoRepository, repositories.error().message};
  if (repositories->all.empty())
    return Failure{message::Code::kUpdateFailed, repositories->unreadable.front().error.message};
  auto report = CheckWith(*repositories, files, when);
  if (!report) return Failure{message::Code::kUpdateFailed, report.error().message};
  return *std::move(report);
}

// What the image of the live packs says of those that were added.
std::vector<PackStanding> LivePacks(const base::FileSystem& files) {
  std::vector<PackStanding> packs;
  const auto live = store::LocateLive(files);
  if (!live) return packs;
  for (const store::Located& one : *live) packs.push_back({one.name, static_cast<int>(one.head.version), ""});
  if (packs.size() == 1) return packs;
  const auto rules = assess::Ruleset::OpenCached(store::DigestOf(*live));
  if (!rules) return packs;
  for (PackStanding& pack : packs) {
    for (const pack::Addition& one : (*rules)->info().additions) {
      if (one.name == pack.name) pack.why = one.left_out;
    }
  }
  return packs;
}

// Those that came and were not installed say why; an older one may be live.
void AddLeftOut(const store::State& state, std::vector<PackStanding>& packs) {
  for (const auto& [name, left_out] : state.left_out) {
    const auto live = std::find_if(packs.begin(), packs.end(),
                                   [&name = name](const PackStanding& one) { return one.name == name; });
    if (live == packs.end())
      packs.push_back({name, 0, left_out.why});
    else if (live->why.empty() && !left_out.identity.empty())
      live->why = "a newer one was left out: " + left_out.why;
  }
}

void AddRepositories(const store::State& state, Standing& standing) {
  const auto repositories = ReadRepositories(base::PosixFileSystem());
  if (!repositories) {
    standing.why_never = repositories.error().message;
    return;
  }
  for (const Repository& one : repositories->all) {
    const auto known = state.visits.find(one.name);
    const bool is_known = known != state.visits.end();
    standing.repositories.push_back({one.name, is_known ? known->second : store::Visits(), ""});
  }
  for (const Unreadable& one : repositories->unreadable)
    standing.repositories.push_back({one.file, {}, one.error.message});
  const bool has_first = !repositories->all.empty() && repositories->all.front().is_first;
  if (!has_first && !repositories->unreadable.empty())
    standing.why_never = repositories->unreadable.front().error.message;
  if (standing.repositories.empty()) return;
  const store::Visits& first = standing.repositories.front().visits;
  standing.last_check = first.last_check;
  standing.last_success = first.last_success;
  standing.next_check = first.next_check;
  standing.failures = first.failures;
}

Standing StandHere() {
  const base::PosixFileSystem files;
  Standing standing{.version = LiveVersion(files), .packs = LivePacks(files)};
  const auto folder = store::DataFolder();
  const auto store = folder ? store::Store::OpenExisting(*folder) : folder.error();
  const store::State state = store ? store->LoadState() : store::State();
  AddRepositories(state, standing);
  AddLeftOut(state, standing.packs);
  if (!store) return standing;
  if (const auto live = store->Live()) {
    standing.generation = live->generation;
    standing.installed = live->installed;
    standing.why_older = live->why_older;
  }
  return standing;
}

Result<int> RollBackHere() {
  auto store = OpenStore();
  if (!store) return store.error();
  const auto lock = store->TakeLock();
  if (!lock) return lock.error();
  if (!*lock) return Error{ErrorCode::kIo, store::kBusy};
  if (const Status back = store->Rollback(**lock); !back) return back.error();
  return LiveVersion(base::PosixFileSystem());
}

Json ToJson(const PackReport& report) {
  Json json = {{"name", report.name}, {"state", NameOf(report.state)}, {"version", report.version}};
  if (!report.why.empty()) json["why"] = report.why;
  return json;
}

Json ToJson(const RepositoryReport& report) {
  Json json = {{"name", report.name}};
  if (!report.failure.empty()) json["failure"] = report.failure;
  json["packs"] = Json::array();
  for (const PackReport& one : report.packs) json["packs"].push_back(ToJson(one));
  return json;
}

Json ToJson(const PackStanding& standing) {
  Json json = {{"name", standing.name}, {"version", standing.version}};
  if (!standing.why.empty()) json["why"] = standing.why;
  return json;
}

Json ToJson(const RepositoryStanding& standing) {
  Json json = {{"name", standing.name},
               {"last_check", standing.visits.last_check},
               {"last_success", standing.visits.last_success},
               {"next_check", standing.visits.next_check},
               {"failures", standing.visits.failures}};
  if (!standing.why_never.empty()) json["why_never"] = standing.why_never;
  return json;
}

}  // namespace

Jobs RealJobs() {
  return {.build = [] { return BuildImage(base::PosixFileSystem()); },
          .check = &CheckHere,
          .stand = &StandHere,
          .roll_back = &RollBackHere};
}

Json ToJson(const Report& report) {
  Json json = {{"state", NameOf(report.state)},
               {"version", report.version},
               {"downloaded", report.downloaded},
               {"by_delta", report.by_delta},
               {"next_check", report.next_check}};
  for (const RepositoryReport& one : report.repositories) json["repositories"].push_back(ToJson(one));
  return json;
}

Json ToJson(const Standing& standing) {
  Json json = {{"version", standing.version},           {"generation", standing.generation},
               {"installed", standing.installed},       {"last_check", standing.last_check},
               {"last_success", standing.last_success}, {"next_check", standing.next_check},
               {"failures", standing.failures}};
  if (!standing.why_older.empty()) json["why_older"] = standing.why_older;
  if (!standing.why_never.empty()) json["why_never"] = standing.why_never;
  for (const PackStanding& one : standing.packs) json["packs"].push_back(ToJson(one));
  for (const RepositoryStanding& one : standing.repositories) json["repositories"].push_back(ToJson(one));
  return json;
}

}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
#include "update/jobs.h"

#include <filesystem>
#include <utility>
#include <vector>

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
  const auto head = store::LocateLive(files);
  return head ? static_cast<int>(head->head.version) : 0;
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

Result<Report> CheckWith(const Repository& repository, base::FileSystem& files, When when) {
  auto store = OpenStore();
  if (!store) return store.error();
  auto process = FetchProcess::Start(repository.ca_file);
  if (!process) return process.error();
  if (const Status given = GiveUpTheRest(*store); !given) return given.error();
  const base::SystemClock clock;
  const Parts parts{.files = &files,
                    .fetcher = &(*process)->fetcher(),
                    .clock = &clock,
                    .prepare = [](const std::string& pack, const canary::CanarySet& canary) {
                      return PrepareImage(pack, canary);
                    }};
  return CheckForUpdate(*store, repository, parts, when);
}

std::variant<Report, Failure> CheckHere(When when) {
  base::PosixFileSystem files;
  const auto repository = ReadRepository(files);
  if (!repository) {
    const bool none = repository.error().code == ErrorCode::kNotFound;
    return Failure{none ? message::Code::kNoRepository : message::Code::kUpdateFailed,
                   repository.error().message};
  }
  auto report = CheckWith(*repository, files, when);
  if (!report) return Failure{message::Code::kUpdateFailed, report.error().message};
  return *std::move(report);
}

Standing StandHere() {
  const base::PosixFileSystem files;
  Standing standing{.version = LiveVersion(files)};
  if (const auto repository = ReadRepository(files); !repository)
    standing.why_never = repository.error().message;
  const auto folder = store::DataFolder();
  if (!folder) return standing;
  const auto store = store::Store::OpenExisting(*folder);
  if (!store) return standing;
  if (const auto live = store->Live()) {
    standing.generation = live->generation;
    standing.installed = live->installed;
    standing.why_older = live->why_older;
  }
  const store::State state = store->LoadState();
  standing.last_check = state.last_check;
  standing.last_success = state.last_success;
  standing.next_check = state.next_check;
  standing.failures = state.failures;
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

}  // namespace

Jobs RealJobs() {
  return {.build = [] { return BuildImage(base::PosixFileSystem()); },
          .check = &CheckHere,
          .stand = &StandHere,
          .roll_back = &RollBackHere};
}

Json ToJson(const Report& report) {
  return {{"state", NameOf(report.state)},
          {"version", report.version},
          {"downloaded", report.downloaded},
          {"by_delta", report.by_delta},
          {"next_check", report.next_check}};
}

Json ToJson(const Standing& standing) {
  Json json = {{"version", standing.version},           {"generation", standing.generation},
               {"installed", standing.installed},       {"last_check", standing.last_check},
               {"last_success", standing.last_success}, {"next_check", standing.next_check},
               {"failures", standing.failures}};
  if (!standing.why_older.empty()) json["why_older"] = standing.why_older;
  if (!standing.why_never.empty()) json["why_never"] = standing.why_never;
  return json;
}

}  // namespace watchword::update

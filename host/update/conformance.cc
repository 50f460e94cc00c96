// SPDX-License-Identifier: Apache-2.0
#include "update/conformance.h"

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "fetch/curl_fetcher.h"
#include "tuf/client.h"
#include "tuf/limits.h"
#include "tuf/names.h"

namespace watchword::update {
namespace {

constexpr const char* kUsage =
    "Usage: watchword-update --metadata-dir FOLDER init ROOT.json\n"
    "       watchword-update --metadata-dir FOLDER --metadata-url URL refresh\n"
    "       watchword-update --metadata-dir FOLDER --metadata-url URL --target-name PATH...\n"
    "                        --target-base-url URL --target-dir FOLDER download\n";

struct Call {
  std::string metadata_dir;
  std::string metadata_url;
  std::vector<std::string> target_names;
  std::string target_url;
  std::string target_dir;
  std::string command;
  std::string root_file;
};

// Where the value of an option goes; nothing for other words.
std::string* PlaceOf(std::string_view option, Call& call) {
  if (option == "--metadata-dir") return &call.metadata_dir;
  if (option == "--metadata-url") return &call.metadata_url;
  if (option == "--target-name") return &call.target_names.emplace_back();
  if (option == "--target-base-url") return &call.target_url;
  if (option == "--target-dir") return &call.target_dir;
  if (option == "init") return &call.root_file;
  return nullptr;
}

std::string WithoutSlash(std::string address) {
  while (address.ends_with('/')) address.pop_back();
  return address;
}

bool IsComplete(const Call& call) {
  if (call.metadata_dir.empty()) return false;
  if (call.command == "init") return !call.root_file.empty();
  if (call.metadata_url.empty()) return false;
  if (call.command == "refresh") return true;
  return !call.target_names.empty() && !call.target_url.empty() && !call.target_dir.empty();
}

std::optional<Call> Parse(int argc, const char* const* argv) {
  Call call;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "init" || word == "refresh" || word == "download") call.command = word;
    std::string* place = PlaceOf(word, call);
    if (place == nullptr && call.command != word) return std::nullopt;
    if (place == nullptr) continue;
    if (++i == argc) return std::nullopt;
    *place = argv[i];
  }
  call.metadata_url = WithoutSlash(call.metadata_url);
  call.target_url = WithoutSlash(call.target_url);
  if (call.command.empty() || !IsComplete(call)) return std::nullopt;
  return call;
}

Status Init(const tuf::Source& source, const Call& call) {
  const auto root = source.files->Read(call.root_file, tuf::kMaxRootBytes);
  if (!root) return root.error();
  return tuf::KeepFirstRoot(source, *root);
}

// What is there already and fits is not brought again.
Status DownloadOne(tuf::Client& client, const std::string& name, const std::string& folder,
                   base::FileSystem& files) {
  const auto target = client.FindTarget(name);
  if (!target) return target.error();
  const std::string path = folder + "/" + tuf::Quote(target->path());
  const auto present = files.Read(path, tuf::kMaxTargetBytes);
  if (present && target->Check(*present)) return {};
  const auto bytes = client.Download(*target);
  if (!bytes) return bytes.error();
  return files.Write(path, *bytes);
}

// By one client, in their order; the first that fails is the last that is tried.
Status Download(tuf::Client& client, const Call& call, base::FileSystem& files) {
  for (const std::string& name : call.target_names) {
    if (Status done = DownloadOne(client, name, call.target_dir, files); !done) return done;
  }
  return {};
}

Status Run(const Call& call) {
  base::PosixFileSystem files;
  fetch::CurlFetcher fetcher;
  const tuf::Source source{.mirrors = {{call.metadata_url, call.target_url}},
                           .fetcher = &fetcher,
                           .files = &files,
                           .folder = call.metadata_dir};
  if (call.command == "init") return Init(source, call);
  auto client = tuf::Client::Refresh(source, base::SystemClock().Now());
  if (!client) return client.error();
  return call.command == "download" ? Download(*client, call, files) : Status();
}

}  // namespace

bool IsConformanceCall(std::string_view first) {
  return first.starts_with("--metadata-");
}

int RunConformance(int argc, const char* const* argv) {
  const auto call = Parse(argc, argv);
  if (!call) {
    std::cerr << kUsage;
    return 2;
  }
  const Status done = Run(*call);
  if (!done) std::cerr << "watchword-update: " << done.error().message << '\n';
  return done ? 0 : 1;
}

}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
#include "tuf/client.h"

#include <algorithm>
#include <utility>

#include "tuf/limits.h"
#include "tuf/names.h"

namespace watchword::tuf {
namespace {

std::string FileOf(const std::string& role) {
  return Quote(role) + ".json";
}

std::size_t Cap(const FileInfo& info, std::size_t limit) {
  return std::min(info.length.value_or(limit), limit);
}

}  // namespace

Status KeepFirstRoot(const Source& source, std::string_view root) {
  MetadataStore store(*source.files, source.folder);
  const auto present = store.Read(kRoot, kMaxRootBytes);
  if (present) return {};
  if (present.error().code != ErrorCode::kNotFound) return present.error();
  if (const auto fits = TrustedSet::Begin(root, {}); !fits) return Context("root", fits.error());
  return store.Write(kRoot, root);
}

Client::Client(Source source, TrustedSet trusted)
    : source_(std::move(source)), store_(*source_.files, source_.folder), trusted_(std::move(trusted)) {}

Result<Client> Client::Refresh(const Source& source, base::Time now) {
  const MetadataStore store(*source.files, source.folder);
  const auto root = store.Read(kRoot, kMaxRootBytes);
  if (!root) return root.error();
  auto trusted = TrustedSet::Begin(*root, now);
  if (!trusted) return Context(store.PathOf(kRoot), trusted.error());
  Client client(source, *std::move(trusted));
  Status updated = client.UpdateRoot();
  if (updated) updated = client.UpdateTimestamp();
  if (updated) updated = client.UpdateSnapshot();
  if (updated) updated = client.UpdateTargets();
  if (!updated) return updated.error();
  return client;
}

std::string Client::NameOf(const std::string& role, std::int64_t version) const {
  return trusted_.root()->consistent_snapshot ? std::to_string(version) + "." + FileOf(role) : FileOf(role);
}

// kNotFound only when every mirror says so.
Status Client::Obtain(const std::string& name, std::size_t max_bytes, const Accept& accept) const {
  Error error{ErrorCode::kNotFound, name + ": there is no mirror"};
  for (const Mirror& mirror : source_.mirrors) {
    const auto bytes = source_.fetcher->Fetch(mirror.metadata + "/" + name, max_bytes);
    const Status accepted = bytes ? accept(*bytes) : bytes.error();
    if (accepted) return {};
    const bool is_missing = accepted.error().code == ErrorCode::kNotFound;
    if (!is_missing || error.code == ErrorCode::kNotFound) error = Context(name, accepted.error());
  }
  return error;
}

// Only "there is none" ends the chain: a server in trouble must not hide a new root.
Status Client::UpdateRoot() {
  for (int step = 0; step < kMaxRootSteps; ++step) {
    const std::string name = std::to_string(trusted_.root()->version + 1) + ".root.json";
    Status added = Obtain(name, kMaxRootBytes, [&](std::string_view bytes) {
      const Status fits = trusted_.AddRoot(bytes);
      return fits ? store_.Write(kRoot, bytes) : fits;
    });
    if (added) continue;
    if (added.error().code != ErrorCode::kNotFound) return added;
    const Status valid = trusted_.FinishRoots();
    return valid ? valid : Context("root.json", valid.error());
  }
  return Error{ErrorCode::kTooLarge,
               "root.json: more than " + std::to_string(kMaxRootSteps) + " new versions at once"};
}

Status Client::UpdateTimestamp() {
  if (const auto old = store_.Read(kTimestamp, kMaxTimestampBytes); old) {
    // When the keys are others now, this is how a version number gone wild is forgotten.
    static_cast<void>(trusted_.RememberTimestamp(*old));
  }
  return Obtain("timestamp.json", kMaxTimestampBytes, [&](std::string_view bytes) -> Status {
    const auto news = trusted_.AddTimestamp(bytes);
    if (!news) return news.error();
    return *news == News::kNewer ? store_.Write(kTimestamp, bytes) : Status();
  });
}

Status Client::UpdateSnapshot() {
  if (const auto old = store_.Read(kSnapshot, kMaxSnapshotBytes); old) {
    static_cast<void>(trusted_.RememberSnapshot(*old));
    if (trusted_.AddSnapshot(*old)) return {};
  }
  const FileInfo& wanted = trusted_.timestamp()->snapshot;
  return Obtain(NameOf(kSnapshot, wanted.version), Cap(wanted, kMaxSnapshotBytes),
                [&](std::string_view bytes) {
                  const Status fits = trusted_.AddSnapshot(bytes);
                  return fits ? store_.Write(kSnapshot, bytes) : fits;
                });
}

Status Client::UpdateTargets() {
  auto targets = Load(kTargets, [&](std::string_view bytes) { return trusted_.CheckTargets(bytes); });
  if (!targets) return targets.error();
  targets_ = std::make_shared<const TrustedTargets>(*std::move(targets));
  return {};
}

// The copy we have is checked as a new one is: who leads to it, and what it must be, may have changed.
Result<TrustedTargets> Client::Load(const std::string& role,
                                    const std::function<Result<TrustedTargets>(std::string_view)>& check) {
  const auto& roles = trusted_.snapshot()->roles;
  const auto wanted = roles.find(role);
  if (wanted == roles.end())
    return Error{ErrorCode::kInvalid, FileOf(role) + ": the snapshot does not list it"};
  if (const auto old = store_.Read(role, kMaxTargetsBytes); old) {
    if (auto targets = check(*old)) return targets;
  }
  std::optional<TrustedTargets> loaded;
  const Status obtained = Obtain(NameOf(role, wanted->second.version), Cap(wanted->second, kMaxTargetsBytes),
                                 [&](std::string_view bytes) -> Status {
                                   auto targets = check(bytes);
                                   if (!targets) return targets.error();
                                   loaded = *std::move(targets);
                                   return store_.Write(role, bytes);
                                 });
  if (!obtained) return obtained.error();
  return *std::move(loaded);
}

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
#include "tuf/trusted_set.h"

#include "tuf/time.h"

namespace watchword::tuf {
namespace {

Error Refusal(std::string why) {
  return Error{ErrorCode::kInvalid, std::move(why)};
}

Error OlderThan(std::int64_t version, std::int64_t trusted) {
  return Refusal("version " + std::to_string(version) + " is older than the trusted " +
                 std::to_string(trusted));
}

Error NotTheVersion(std::int64_t version, std::int64_t wanted) {
  return Refusal("version is " + std::to_string(version) + ", not " + std::to_string(wanted));
}

Status CheckFile(std::string_view bytes, const FileInfo& info) {
  if (info.length && bytes.size() != *info.length)
    return Refusal("has " + std::to_string(bytes.size()) + " bytes, not " + std::to_string(*info.length));
  return info.hashes.empty() ? Status() : CheckHashes(bytes, info.hashes);
}

// Everything that was listed stays listed, and does not grow younger.
Status CheckRollback(const Snapshot& old, const Snapshot& fresh) {
  for (const auto& [name, info] : old.roles) {
    const auto now = fresh.roles.find(name);
    if (now == fresh.roles.end()) return Refusal("the role \"" + name + "\" is gone");
    if (now->second.version < info.version)
      return Refusal("the role \"" + name + "\": " + OlderThan(now->second.version, info.version).message);
  }
  return {};
}

Result<Root> ReadRootOf(const SignedFile& file) {
  return ReadRoot(base::JsonCursor(file.part, "/signed"));
}

}  // namespace

Status TrustedSet::CheckExpiry(const Head& head) const {
  if (head.expires > now_) return {};
  return Refusal("expired at " + ToText(head.expires) + ", now is " + ToText(now_));
}

Status TrustedSet::CheckByRoot(const SignedFile& file, const char* role) const {
  return CheckSignatures(file, root_->roles.at(role), root_->keys);
}

Result<TrustedSet> TrustedSet::Begin(std::string_view bytes, base::Time now) {
  const auto file = ReadSignedFile(bytes);
  if (!file) return file.error();
  auto root = ReadRootOf(*file);
  if (!root) return root.error();
  if (const Status own = CheckSignatures(*file, root->roles.at(kRoot), root->keys); !own) return own.error();
  return TrustedSet(TrustedRoot(*std::move(root)), now);
}

Status TrustedSet::AddRoot(std::string_view bytes) {
  const auto file = ReadSignedFile(bytes);
  if (!file) return file.error();
  auto root = ReadRootOf(*file);
  if (!root) return root.error();
  if (root->version != root_->version + 1) return NotTheVersion(root->version, root_->version + 1);
  if (const Status old = CheckByRoot(*file, kRoot); !old) return Context("by the keys so far", old.error());
  const Status own = CheckSignatures(*file, root->roles.at(kRoot), root->keys);
  if (!own) return Context("by its own keys", own.error());
  root_ = TrustedRoot(*std::move(root));
  return {};
}

Status TrustedSet::FinishRoots() const {
  return CheckExpiry(*root_);
}

Result<Timestamp> TrustedSet::ReadSignedTimestamp(std::string_view bytes) const {
  const auto file = ReadSignedFile(bytes);
  if (!file) return file.error();
  if (const Status own = CheckByRoot(*file, kTimestamp); !own) return own.error();
  return ReadTimestamp(base::JsonCursor(file->part, "/signed"));
}

Status TrustedSet::RememberTimestamp(std::string_view bytes) {
  auto timestamp = ReadSignedTimestamp(bytes);
  if (!timestamp) return timestamp.error();
  timestamp_ = TrustedTimestamp(*std::move(timestamp));
  return {};
}

Result<News> TrustedSet::AddTimestamp(std::string_view bytes) {
  auto fresh = ReadSignedTimestamp(bytes);
  if (!fresh) return fresh.error();
  if (timestamp_) {
    const Timestamp& old = **timestamp_;
    if (fresh->version < old.version) return OlderThan(fresh->version, old.version);
    if (fresh->version == old.version) {
      // The same one for ever is how updates are withheld.
      if (const Status valid = CheckExpiry(old); !valid) return valid.error();
      return News::kSame;
    }
    if (fresh->snapshot.version < old.snapshot.version)
      return Context("the snapshot", OlderThan(fresh->snapshot.version, old.snapshot.version));
  }
  if (const Status valid = CheckExpiry(*fresh); !valid) return valid.error();
  timestamp_ = TrustedTimestamp(*std::move(fresh));
  return News::kNewer;
}

Result<Snapshot> TrustedSet::ReadSignedSnapshot(std::string_view bytes) const {
  const auto file = ReadSignedFile(bytes);
  if (!file) return file.error();
  if (const Status own = CheckByRoot(*file, kSnapshot); !own) return own.error();
  return ReadSnapshot(base::JsonCursor(file->part, "/signed"));
}

Status TrustedSet::RememberSnapshot(std::string_view bytes) {
  auto snapshot = ReadSignedSnapshot(bytes);
  if (!snapshot) return snapshot.error();
  old_snapshot_ = *std::move(snapshot);
  return {};
}

Status TrustedSet::AddSnapshot(std::string_view bytes) {
  const FileInfo& wanted = (*timestamp_)->snapshot;
  if (Status fits = CheckFile(bytes, wanted); !fits) return fits;
  auto snapshot = ReadSignedSnapshot(bytes);
  if (!snapshot) return snapshot.error();
  if (snapshot->version != wanted.version) return NotTheVersion(snapshot->version, wanted.version);
  if (old_snapshot_) {
    if (Status kept = CheckRollback(*old_snapshot_, *snapshot); !kept) return kept;
  }
  if (Status valid = CheckExpiry(*snapshot); !valid) return valid;
  snapshot_ = TrustedSnapshot(*std::move(snapshot));
  return {};
}

Result<TrustedTargets> TrustedSet::CheckTargets(std::string_view bytes) const {
  return CheckTargetsOf(bytes, kTargets, root_->roles.at(kTargets), root_->keys);
}

Result<TrustedTargets> TrustedSet::CheckDelegated(std::string_view bytes, const Delegation& delegation,
                                                  const Keys& keys) const {
  return CheckTargetsOf(bytes, delegation.name, delegation, keys);
}

Result<TrustedTargets> TrustedSet::CheckTargetsOf(std::string_view bytes, const std::string& name,
                                                  const Role& role, const Keys& keys) const {
  const auto wanted = (*snapshot_)->roles.find(name);
  if (wanted == (*snapshot_)->roles.end()) return Refusal("the snapshot does not list it");
  if (const Status fits = CheckFile(bytes, wanted->second); !fits) return fits.error();
  const auto file = ReadSignedFile(bytes);
  if (!file) return file.error();
  if (const Status own = CheckSignatures(*file, role, keys); !own) return own.error();
  auto targets = ReadTargets(base::JsonCursor(file->part, "/signed"));
  if (!targets) return targets.error();
  if (targets->version != wanted->second.version)
    return NotTheVersion(targets->version, wanted->second.version);
  if (const Status valid = CheckExpiry(*targets); !valid) return valid.error();
  return TrustedTargets(*std::move(targets));
}

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
// The metadata we believe in this cycle. Every piece is checked against those
// that came before it, in the order of the specification (1.0.34, section 5);
// what fails changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tuf/metadata.h"
#include "tuf/signed_file.h"

namespace watchword::tuf {

// Metadata that passed its check; only TrustedSet makes it.
template <typename T>
class Trusted {
 public:
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  friend class TrustedSet;
  explicit Trusted(T value) : value_(std::move(value)) {}
  T value_;
};

using TrustedRoot = Trusted<Root>;
using TrustedTimestamp = Trusted<Timestamp>;
using TrustedSnapshot = Trusted<Snapshot>;
using TrustedTargets = Trusted<Targets>;

enum class News { kNewer, kSame };

// `bytes` are whole files. All errors say what is wrong, not in which file: the caller knows its name.
class TrustedSet {
 public:
  // From the root that is trusted already, which has to fit itself; it may have expired.
  static Result<TrustedSet> Begin(std::string_view bytes, base::Time now);

  // The root after this one: signed by both. It may have expired.
  Status AddRoot(std::string_view bytes);

  // REQUIRES: no root is newer. Error: kInvalid "expired …".
  Status FinishRoots() const;

  // A timestamp of earlier: no later one may be older. It may have expired. An error when the
  // keys are others now, and then it counts for nothing.
  Status RememberTimestamp(std::string_view bytes);

  // kSame leaves the old one in force. Refused are one that is older than the remembered one or names an
  // older snapshot, and one that has expired, new or not.
  Result<News> AddTimestamp(std::string_view bytes);

  // As RememberTimestamp; its hash need not be the one of the timestamp.
  Status RememberSnapshot(std::string_view bytes);

  // The one the timestamp names. Refused when a role is missing or older than in the remembered one.
  // REQUIRES: AddTimestamp succeeded.
  Status AddSnapshot(std::string_view bytes);

  // REQUIRES (both): AddSnapshot succeeded.
  Result<TrustedTargets> CheckTargets(std::string_view bytes) const;
  Result<TrustedTargets> CheckDelegated(std::string_view bytes, const Delegation& delegation,
                                        const Keys& keys) const;

  const TrustedRoot& root() const { return root_; }
  // REQUIRES: AddTimestamp, AddSnapshot succeeded.
  const TrustedTimestamp& timestamp() const { return *timestamp_; }
  const TrustedSnapshot& snapshot() const { return *snapshot_; }

 private:
  TrustedSet(TrustedRoot root, base::Time now) : root_(std::move(root)), now_(now) {}

  Status CheckExpiry(const Head& head) const;
  Status CheckByRoot(const SignedFile& file, const char* role) const;
  Result<Timestamp> ReadSignedTimestamp(std::string_view bytes) const;
  Result<Snapshot> ReadSignedSnapshot(std::string_view bytes) const;
  Result<TrustedTargets> CheckTargetsOf(std::string_view bytes, const std::string& name, const Role& role,
                                        const Keys& keys) const;

  TrustedRoot root_;
  base::Time now_;
  std::optional<TrustedTimestamp> timestamp_;
  std::optional<Snapshot> old_snapshot_;
  std::optional<TrustedSnapshot> snapshot_;
};

}  // namespace watchword::tuf

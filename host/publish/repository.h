// SPDX-License-Identifier: Apache-2.0
// A TUF repository while it is being changed: who signs, what is offered, and
// the files that a web server needs, with consistent snapshots.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "publish/signing_key.h"

namespace watchword::publish {

struct Signers {
  std::vector<PublicPart> keys;
  int threshold = 1;
};

struct NewDelegation {
  std::string name;
  Signers signers;
  std::vector<std::string> paths;  // patterns
  bool terminating = false;
};

// Keys that sign at every publication.
struct OnlineKeys {
  std::vector<SigningKey> snapshot;
  std::vector<SigningKey> timestamp;
};

// Roles change through Edit and what uses it; a changed role has to be signed again by as many keys as it
// needs.
class Repository {
 public:
  // With the four roles of the top level, unsigned, without keys and targets, expired.
  Repository();

  // What WriteTo wrote; nothing is verified. Errors: kNotFound, kInvalid, kIo; they name the file.
  static Result<Repository> Open(const base::FileSystem& files, const std::string& folder);

  // In the root, for a role of the top level.
  void SetSigners(const std::string& role, const Signers& signers);

  // Adds a role, or changes who signs for it and what for; its targets stay. Names and patterns have small
  // letters of ASCII, digits and "._-/*?". Error: kInvalid for other names and for those of the top level.
  Status Delegate(const std::string& delegator, const NewDelegation& delegation);

  void SetExpiry(const std::string& role, base::Time time);

  // Names as for Delegate, without patterns; null for no custom data. Error: kInvalid.
  Status AddTarget(const std::string& role, const std::string& path, std::string bytes,
                   const tuf::Json& custom = nullptr);

  // Error: kNotFound.
  Status RemoveTarget(const std::string& role, const std::string& path);

  bool HasRole(const std::string& role) const { return documents_.contains(role); }
  bool HasUnsignedChanges(const std::string& role) const;
  // What a role says. REQUIRES: HasRole.
  const tuf::Json& Read(const std::string& role) const { return documents_.at(role).part; }
  // Its file, as it was signed last. REQUIRES: HasRole.
  const std::string& BytesOf(const std::string& role) const { return documents_.at(role).bytes; }

  // What a role says, to be changed at will. The first change after signing raises the version and drops the
  // signatures. A role that is not there becomes an empty one for targets.
  tuf::Json& Edit(const std::string& role);

  // Adds signatures, one a key: signing again replaces. REQUIRES: HasRole. Errors: kInvalid for numbers that
  // are not whole; kIo.
  Status Sign(const std::string& role, const std::vector<SigningKey>& keys);

  // The last step: a snapshot of all roles when one of them or its own time changed, and a new timestamp.
  // Errors: of Sign.
  Status SignTop(const OnlineKeys& keys, base::Time snapshot_expires, base::Time timestamp_expires);

  // Whether a client that trusts the newest root would take all of its metadata at that time.
  // Error: what the client says.
  Status Check(base::Time now) const;

  // The same without the delegated roles that were not signed since it was opened: what others left to expire
  // does not keep us from publishing.
  Status CheckSigned(base::Time now) const;

  // All that was signed or added since it was opened, by path: "metadata/2.root.json",
  // "targets/a/<sha256>.b".
  const std::map<std::string, std::string>& files() const { return files_; }

  // Each file whole, and none before those that it names: whoever serves the folder meanwhile serves the old
  // state or the new one. The timestamp is last but for a new root: see RotateRoot. Errors: kIo.
  Status WriteTo(base::FileSystem& files, const std::string& folder) const;

 private:
  struct Document {
    tuf::Json part;
    tuf::Json signatures = tuf::Json::array();
    std::string bytes;  // as signed last
  };

  Status Load(const base::FileSystem& files, const std::string& folder, const std::string& name,
              const std::string& role);
  tuf::Json Meta() const;
  Status CheckRoles(base::Time now, const std::function<bool(const std::string&)>& is_wanted) const;
  std::string NameOf(const std::string& role) const;

  std::map<std::string, Document> documents_;  // by role
  std::map<std::string, std::string> files_;
};

}  // namespace watchword::publish

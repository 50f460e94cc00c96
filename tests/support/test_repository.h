// SPDX-License-Identifier: Apache-2.0
// A TUF repository to serve and to break, and a client's computer with it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "publish/repository.h"
#include "support/temporary_folder.h"
#include "tuf/client.h"

namespace watchword::test {

inline const base::Time kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

// A key for every role; the root expires 300 days from kNow, all else after 30. Targets, delegations: see
// publish::Repository.
class TestRepository {
 public:
  TestRepository();

  std::map<std::string, std::vector<publish::SigningKey>> keys;  // by role
  publish::Repository repository;

  // One new key for the role, in the root; the old ones no longer count.
  void Rotate(const std::string& role);
  void Rotate(const std::string& role, int keys, int threshold);
  // A delegated role with a key of its own and an expiry.
  void Delegate(const std::string& delegator, const std::string& name, std::vector<std::string> paths,
                bool terminating = false);
  void AddTarget(const std::string& role, const std::string& path, const std::string& bytes);

  // Signs all that changed, snapshot and timestamp included.
  void Publish();
  // The same, with other expiries of the snapshot and the timestamp.
  void PublishUntil(base::Time snapshot, base::Time timestamp);
  // Signs a timestamp for the snapshot as it was signed last.
  void PublishTimestamp();
  // Signs one role, with its own keys.
  void Sign(const std::string& role);
  // Changes a role, signs it.
  tuf::Json& Edit(const std::string& role) { return repository.Edit(role); }

  const std::string& File(const std::string& name) const { return repository.files().at(name); }

 private:
  std::vector<publish::SigningKey> root_keys_so_far_;
};

// Serves a repository's files, and remembers what was asked.
class TestServer final : public tuf::Fetcher {
 public:
  explicit TestServer(const publish::Repository& repository) : repository_(&repository) {}

  std::map<std::string, std::string> instead;  // other files, by path
  std::map<std::string, Error> failures;       // by path
  std::vector<std::string> asked;              // paths
  std::vector<std::size_t> caps;               // bytes, of the same

  Result<std::string> Fetch(const std::string& url, std::size_t max_bytes) override;

 private:
  const publish::Repository* repository_;
};

// Where a client keeps its metadata: real files.
class TestComputer {
 public:
  explicit TestComputer(tuf::Fetcher& server);

  tuf::Source source;

  Result<tuf::Client> Refresh(base::Time now = kNow) const { return tuf::Client::Refresh(source, now); }
  // What went wrong; empty when nothing did.
  std::string RefreshError(base::Time now = kNow) const;
  // All trusted files, by name.
  std::map<std::string, std::string> Files() const;
  void Put(const std::string& name, std::string_view bytes);
  // The version a trusted file says.
  std::int64_t Version(const std::string& role) const;

 private:
  TemporaryFolder folder_;
  mutable base::PosixFileSystem files_;
};

}  // namespace watchword::test

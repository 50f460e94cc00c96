// SPDX-License-Identifier: Apache-2.0
// A TUF client: what is new, and whether to believe it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "tuf/fetcher.h"
#include "tuf/metadata_store.h"
#include "tuf/target.h"
#include "tuf/trusted_set.h"

namespace watchword::tuf {

// Where a copy of the repository is. Nobody need trust it: a file that one mirror does not have or that
// fails its check is asked of the next.
struct Mirror {
  std::string metadata;  // addresses of folders, without "/" at the end
  std::string targets;   // may be empty when nothing is downloaded
};

struct Source {
  std::vector<Mirror> mirrors;
  Fetcher* fetcher = nullptr;  // neither is owned, both outlive the client
  base::FileSystem* files = nullptr;
  std::string folder;  // of the metadata store; one process at a time
};

// Makes `root` the first root to trust; one that is there already stays. Errors: kInvalid when it does not
// fit itself; of FileSystem.
Status KeepFirstRoot(const Source& source, std::string_view root);

// A repository whose top-level metadata is up to date. `now` stays what it was.
class Client {
 public:
  // Brings the metadata up to date; each file is kept as soon as it has passed its check, and nothing else is
  // changed. Errors name the file: kNotFound without a first root, kTooLarge, kIo, kInvalid.
  static Result<Client> Refresh(const Source& source, base::Time now);

  // Asks the roles that the path is delegated to, in order, fetching what is not up to date.
  // Errors: kNotFound when nobody vouches for it; kTooLarge when too many roles were asked; as for Refresh.
  Result<TrustedTarget> FindTarget(const std::string& path);

  // Errors: kTooLarge when it is larger than kMaxTargetBytes; kInvalid when it is not the target; of Fetcher.
  Result<std::string> Download(const TrustedTarget& target) const;

  const TrustedSet& trusted() const { return trusted_; }
  const TrustedTargets& targets() const { return *targets_; }

 private:
  using Accept = std::function<Status(std::string_view)>;

  // A role still to ask, and who sends us there.
  struct Step {
    Delegation delegation;
    std::shared_ptr<const TrustedTargets> from;
  };

  Client(Source source, TrustedSet trusted);

  Status UpdateRoot();
  Status UpdateTimestamp();
  Status UpdateSnapshot();
  Status UpdateTargets();
  Result<TrustedTargets> Load(const std::string& role,
                              const std::function<Result<TrustedTargets>(std::string_view)>& check);
  Result<TrustedTargets> LoadDelegated(const Step& step);
  Status Obtain(const std::string& name, std::size_t max_bytes, const Accept& accept) const;
  std::string NameOf(const std::string& role, std::int64_t version) const;

  Source source_;
  MetadataStore store_;
  TrustedSet trusted_;
  std::shared_ptr<const TrustedTargets> targets_;
};

}  // namespace watchword::tuf

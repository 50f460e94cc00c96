// SPDX-License-Identifier: Apache-2.0
// usage: write_repositories FOLDER
// Writes two states of one repository, for clients that are not ours: FOLDER/1, then FOLDER/2 with rotated
// keys, a raised threshold, a new version of a pack.
#include <iostream>

#include "publish/repository.h"
#include "tuf/metadata.h"

namespace {

using namespace watchword;

using Keys = std::vector<publish::SigningKey>;

Keys NewKeys(int number) {
  Keys keys;
  for (int i = 0; i < number; ++i) keys.push_back(*publish::SigningKey::Generate());
  return keys;
}

publish::Signers SignersOf(const Keys& keys, int threshold) {
  publish::Signers signers{.keys = {}, .threshold = threshold};
  for (const auto& key : keys) signers.keys.push_back(key.public_part());
  return signers;
}

class Publisher {
 public:
  Status WriteFirst(const std::string& folder) {
    repository_.SetSigners(tuf::kRoot, SignersOf(root_, 1));
    repository_.SetSigners(tuf::kTargets, SignersOf(targets_, 1));
    repository_.SetSigners(tuf::kSnapshot, SignersOf(online_.snapshot, 1));
    repository_.SetSigners(tuf::kTimestamp, SignersOf(online_.timestamp, 1));
    repository_.SetExpiry(tuf::kRoot, expires_);
    repository_.SetExpiry(tuf::kTargets, expires_);
    Status done =
        repository_.Delegate(tuf::kTargets, {"daily", SignersOf(daily_, 1), {"packs/daily/*"}, true});
    if (!done) return done;
    repository_.SetExpiry("daily", expires_);
    tuf::Json custom{{"seq", 1}, {"note", "a \"quote\", a \\, a line\nand \xC3\xA9"}};
    done = repository_.AddTarget("daily", "packs/daily/today.pack", "first", custom);
    if (done) done = repository_.AddTarget(tuf::kTargets, "limits.json", "{}");
    if (done) done = repository_.Sign(tuf::kRoot, root_);
    return done ? Publish(folder) : done;
  }

  Status WriteSecond(const std::string& folder) {
    const Keys before = root_;
    root_ = NewKeys(3);
    online_.timestamp = NewKeys(1);
    repository_.SetSigners(tuf::kRoot, SignersOf(root_, 2));
    repository_.SetSigners(tuf::kTimestamp, SignersOf(online_.timestamp, 1));
    Status done = repository_.Sign(tuf::kRoot, {root_[0], root_[2]});
    if (done) done = repository_.Sign(tuf::kRoot, before);
    if (done) done = repository_.AddTarget("daily", "packs/daily/today.pack", "second");
    return done ? Publish(folder) : done;
  }

 private:
  Status Publish(const std::string& folder) {
    Status done;
    if (repository_.HasUnsignedChanges(tuf::kTargets)) done = repository_.Sign(tuf::kTargets, targets_);
    if (done) done = repository_.Sign("daily", daily_);
    if (done) done = repository_.SignTop(online_, expires_, expires_);
    if (done) done = repository_.Check(base::SystemClock().Now());
    base::PosixFileSystem files;
    return done ? repository_.WriteTo(files, folder) : done;
  }

  publish::Repository repository_;
  Keys root_ = NewKeys(1);
  Keys targets_ = NewKeys(1);
  Keys daily_ = NewKeys(1);
  publish::OnlineKeys online_{NewKeys(1), NewKeys(1)};
  base::Time expires_ = base::SystemClock().Now() + std::chrono::days(7);
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = argv[1];
  Publisher publisher;
  Status done = publisher.WriteFirst(folder + "/1");
  if (done) done = publisher.WriteSecond(folder + "/2");
  if (!done) std::cerr << done.error().message << '\n';
  return done ? 0 : 1;
}

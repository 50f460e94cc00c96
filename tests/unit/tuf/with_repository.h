// SPDX-License-Identifier: Apache-2.0
// A repository, its server, and a client that trusts its first root.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/test_repository.h"
#include "tuf/limits.h"

namespace watchword::tuf {

using test::kNow;

class WithRepository : public ::testing::Test {
 protected:
  WithRepository() { EXPECT_TRUE(KeepFirstRoot(computer_.source, repository_.File("metadata/1.root.json"))); }

  void ExpectAccepted(base::Time now = kNow) { EXPECT_EQ(computer_.RefreshError(now), ""); }

  // Nothing but `changed` is different on the disk afterwards.
  void ExpectRefused(const std::string& message, const std::set<std::string>& changed = {},
                     base::Time now = kNow) {
    const auto before = computer_.Files();
    EXPECT_EQ(computer_.RefreshError(now), message);
    ExpectOnlyChanged(before, changed);
  }

  void ExpectOnlyChanged(const std::map<std::string, std::string>& before,
                         const std::set<std::string>& changed) {
    const auto after = computer_.Files();
    std::set<std::string> different;
    for (const auto& [name, bytes] : after) {
      if (!before.contains(name) || before.at(name) != bytes) different.insert(name);
    }
    for (const auto& [name, bytes] : before) {
      if (!after.contains(name)) different.insert(name);
    }
    EXPECT_EQ(different, changed);
  }

  // After a refresh; empty when it is found.
  std::string FindError(const std::string& path) {
    auto client = computer_.Refresh();
    if (!client) return client.error().message;
    const auto target = client->FindTarget(path);
    return target ? "" : target.error().message;
  }

  // The role that vouches, or what went wrong.
  std::string RoleOf(const std::string& path) {
    auto client = computer_.Refresh();
    if (!client) return client.error().message;
    const auto target = client->FindTarget(path);
    return target ? target->role() : target.error().message;
  }

  // Serves these bytes where the repository has others.
  void Serve(const std::string& file, const std::string& bytes) {
    server_.instead["metadata/" + file] = bytes;
  }

  // Something new, so that every role above it changes.
  void PublishChange() {
    repository_.AddTarget(kTargets, "change-" + std::to_string(++changes_), "new");
    repository_.Publish();
  }

  test::TestRepository repository_;
  test::TestServer server_{repository_.repository};
  test::TestComputer computer_{server_};

 private:
  int changes_ = 0;
};

}  // namespace watchword::tuf

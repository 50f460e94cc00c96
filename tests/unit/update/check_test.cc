// SPDX-License-Identifier: Apache-2.0
#include "update/check.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pack/envelope.h"
#include "store/locate_live.h"
#include "support/environment.h"
#include "support/temporary_folder.h"
#include "support/test_repository.h"
#include "tuf/digest.h"

namespace watchword::update {
namespace {

class FixedClock final : public base::Clock {
 public:
  base::Time now = test::kNow;
  base::Time Now() const override { return now; }
};

// A publisher and its server.
struct Publisher {
  test::TestRepository repository;
  test::TestServer server{repository.repository};

  // A body that is only its own name: nothing here looks inside.
  void Offer(const std::string& pack, int version, const std::string& body) {
    const std::string file = *pack::Seal(body, static_cast<std::uint32_t>(version));
    const tuf::Json ours = {{"version", version},
                            {"body_sha256", tuf::Sha256Hex(body)},
                            {"body_length", body.size()},
                            {"deltas", tuf::Json::array()}};
    const std::string path = "packs/" + pack + "/" + pack + ".pack";
    EXPECT_TRUE(repository.repository.AddTarget(tuf::kTargets, path, file, {{"watchword", ours}}));
    repository.Publish();
  }
};

// A computer that follows two publishers, whose packs are prepared by looking at what their bodies say.
class CheckTest : public testing::Test {
 protected:
  CheckTest() {
    Follow(first_, {.name = "watchword", .packs = {"base", "de"}, .is_first = true});
    Follow(acme_, {.name = "acme", .packs = {"fraud"}, .is_first = false});
    first_.Offer("base", 900'000'001, "base1");
    first_.Offer("de", 1, "de1");
    acme_.Offer("fraud", 1, "fraud1");
  }

  void Follow(Publisher& publisher, Repository repository) {
    repository.first_root = publisher.repository.File("metadata/1.root.json");
    repository.mirrors = {{"https://test/metadata", "https://test/targets"}};
    repositories_.all.push_back(std::move(repository));
    fetchers_.push_back(&publisher.server);
  }

  Result<Report> Check(When when = When::kNow) {
    auto store = store::Store::Open(data_.At("watchword"));
    const Parts parts{.files = &files_,
                      .fetchers = fetchers_,
                      .clock = &clock_,
                      .prepare = [this](std::span<const Trial> trials, const canary::CanarySet&, Keeping) {
                        return Prepare(trials);
                      }};
    return CheckForUpdate(*store, repositories_, parts, when);
  }

  Result<std::vector<pack::Addition>> Prepare(std::span<const Trial> trials) {
    for (const Trial& one : trials) {
      const std::string body = pack::Verify(one.file)->body();
      ++tried_[body];
      if (one.is_new && body.starts_with("bad")) return Error{ErrorCode::kInvalid, body + " is bad"};
    }
    return std::vector<pack::Addition>();
  }

  static std::vector<std::string> Fates(const Report& report) {
    std::vector<std::string> fates;
    for (const RepositoryReport& repository : report.repositories) {
      for (const PackReport& pack : repository.packs)
        fates.push_back(pack.name + " " + NameOf(pack.state) + " " + std::to_string(pack.version % 100));
    }
    return fates;
  }

  store::State State() const { return store::Store::OpenExisting(data_.At("watchword"))->LoadState(); }

  using Strings = std::vector<std::string>;
  test::TemporaryFolder data_;
  test::Environment data_home_{"XDG_DATA_HOME", data_.path()};
  test::Environment chosen_{"WATCHWORD_PACK", std::nullopt};
  base::PosixFileSystem files_;
  FixedClock clock_;
  Publisher first_;
  Publisher acme_;
  Repositories repositories_;
  std::vector<tuf::Fetcher*> fetchers_;
  std::map<std::string, int> tried_;  // by body
};

TEST_F(CheckTest, WhatEverybodyHasIsInstalledTogether) {
  const auto report = Check();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->state, State::kInstalled);
  EXPECT_EQ(report->version, 900'000'001);
  EXPECT_EQ(Fates(*report), (Strings{"base installed 1", "de installed 1", "acme.fraud installed 1"}));
  EXPECT_EQ(store::Store::OpenExisting(data_.At("watchword"))->Live()->generation, 1u);
  EXPECT_EQ(Fates(*Check()), (Strings{"base current 1", "de current 1", "acme.fraud current 1"}));
}

TEST_F(CheckTest, TroubleOfAnOrganisationIsItsOwn) {
  ASSERT_TRUE(Check());
  acme_.server.failures["metadata/timestamp.json"] = {ErrorCode::kIo, "out of order"};
  first_.Offer("base", 900'000'002, "base2");
  const auto report = Check();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->version, 900'000'002);
  EXPECT_EQ(report->repositories[0].failure, "");
  EXPECT_EQ(report->repositories[1].failure, "timestamp.json: out of order");
  EXPECT_EQ(store::LocateLive(files_)->size(), 3u) << "what it gave stays";
  EXPECT_EQ(State().visits.at("watchword").failures, 0);
  EXPECT_EQ(State().visits.at("acme").failures, 1);
}

TEST_F(CheckTest, TroubleOfTheFirstIsAnErrorUnlessAnythingCame) {
  first_.server.failures["metadata/timestamp.json"] = {ErrorCode::kIo, "out of order"};
  const auto came = Check();
  ASSERT_TRUE(came) << "what came with the program is enough of a base";
  EXPECT_EQ(Fates(*came), Strings{"acme.fraud installed 1"});
  EXPECT_EQ(came->repositories[0].failure, "timestamp.json: out of order");
  EXPECT_EQ(Check().error().message, "timestamp.json: out of order");
  EXPECT_EQ(State().visits.at("watchword").failures, 2);
  EXPECT_EQ(State().visits.at("acme").failures, 0);
}

TEST_F(CheckTest, EachIsAskedWhenItIsDue) {
  acme_.server.failures["metadata/timestamp.json"] = {ErrorCode::kIo, "out of order"};
  ASSERT_TRUE(Check(When::kDue));
  first_.server.asked.clear();
  acme_.server.asked.clear();
  EXPECT_EQ(Check(When::kDue)->state, State::kNotDue);
  clock_.now += std::chrono::hours(1);
  static_cast<void>(Check(When::kDue));
  EXPECT_TRUE(first_.server.asked.empty()) << "after success it waits for hours";
  EXPECT_FALSE(acme_.server.asked.empty()) << "after a failure for minutes";
}

TEST_F(CheckTest, AnAdditionThatIsLeftOutIsRememberedForADay) {
  acme_.Offer("fraud", 2, "bad");
  const auto report = Check();
  ASSERT_TRUE(report);
  EXPECT_EQ(Fates(*report), (Strings{"base installed 1", "de installed 1", "acme.fraud left_out 0"}));
  EXPECT_EQ(State().left_out.at("acme.fraud").why, "bad is bad");
  const int before = tried_["bad"];
  EXPECT_EQ(Check()->repositories[1].packs[0].why, "bad is bad");
  EXPECT_EQ(tried_["bad"], before);
  clock_.now += std::chrono::hours(25);
  ASSERT_TRUE(Check());
  EXPECT_GT(tried_["bad"], before);
  acme_.Offer("fraud", 3, "fraud3");
  EXPECT_EQ(Check()->repositories[1].packs[0].state, State::kInstalled);
  EXPECT_TRUE(State().left_out.empty());
}

TEST_F(CheckTest, ABaseThatIsRefusedIsAnErrorAndTriedAgain) {
  ASSERT_TRUE(Check());
  first_.Offer("base", 900'000'002, "bad");
  EXPECT_EQ(Check().error().message, "bad is bad");
  const int before = tried_["bad"];
  EXPECT_FALSE(Check());
  EXPECT_GT(tried_["bad"], before);
  EXPECT_EQ(State().visits.at("watchword").failures, 2);
  EXPECT_EQ(store::LocateLive(files_)->front().head.version, 900'000'001u);
}

TEST_F(CheckTest, WhatIsFollowedNoMoreGoesUnlessAFileCannotBeRead) {
  ASSERT_TRUE(Check());
  const Repositories both = repositories_;
  repositories_.all.pop_back();
  repositories_.unreadable = {{"/acme.json", {ErrorCode::kInvalid, "/acme.json: /name: missing"}}};
  const auto kept = Check();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->repositories.back().failure, "/acme.json: /name: missing");
  EXPECT_EQ(store::LocateLive(files_)->size(), 3u);
  repositories_.unreadable.clear();
  const auto gone = Check();
  ASSERT_TRUE(gone);
  EXPECT_EQ(Fates(*gone), (Strings{"base current 1", "de current 1", "acme.fraud removed 0"}));
  EXPECT_EQ(store::LocateLive(files_)->size(), 2u);
  EXPECT_FALSE(State().visits.contains("acme"));
}

TEST_F(CheckTest, ARollbackTakesAllBackAndNoneComesAgain) {
  ASSERT_TRUE(Check());
  first_.Offer("base", 900'000'002, "base2");
  acme_.Offer("fraud", 2, "fraud2");
  ASSERT_TRUE(Check());
  auto store = store::Store::Open(data_.At("watchword"));
  ASSERT_TRUE(store->Rollback(**store->TakeLock()));
  EXPECT_EQ(Fates(*Check()), (Strings{"base refused 1", "de current 1", "acme.fraud refused 1"}));
}

TEST_F(CheckTest, ANewProgramsBaseIsNotInstalledAgain) {
  repositories_.all.erase(repositories_.all.begin());
  fetchers_.erase(fetchers_.begin());
  const auto report = Check();
  ASSERT_TRUE(report) << report.error().message;
  const auto live = store::Store::OpenExisting(data_.At("watchword"))->Live();
  ASSERT_EQ(live->packs.size(), 1u);
  EXPECT_EQ(live->packs[0].entry.name, "acme.fraud");
}

}  // namespace
}  // namespace watchword::update

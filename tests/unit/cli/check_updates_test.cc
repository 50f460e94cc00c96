// SPDX-License-Identifier: Apache-2.0
#include "cli/check_updates.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "pack/envelope.h"
#include "store/store.h"
#include "support/environment.h"
#include "support/temporary_folder.h"

namespace watchword::cli {
namespace {

using Texts = std::vector<std::string>;

// 2026-11-23T12:00:00Z.
constexpr std::int64_t kNow = 1'795'435'200;
constexpr std::int64_t kDay = 86'400;

struct FixedClock final : base::Clock {
  base::Time Now() const override { return base::Time(std::chrono::seconds(kNow)); }
};

class CheckUpdatesTest : public testing::Test {
 protected:
  // An updater that says this about itself, and nothing when it is asked anything else.
  void Says(const std::string& status) const {
    std::ofstream(updater_) << "#!/bin/sh\n[ \"$1 $2\" = 'status --json' ] && cat <<'END'\n"
                            << status << "\nEND\n";
    ASSERT_EQ(::chmod(updater_.c_str(), 0755), 0);
  }
  Diagnoses Check(const std::string& built = "2026-11-20") const {
    return CheckUpdates(updater_, built, FixedClock());
  }
  Texts Told(const std::string& built = "2026-11-20") const {
    Texts texts;
    for (const Diagnosis& one : Check(built)) {
      const char* health = one.health == Health::kFine    ? "fine"
                           : one.health == Health::kWrong ? "wrong"
                                                          : "unknown";
      texts.push_back(std::to_string(one.code) + " " + health + " " + one.subject + ": " + one.finding +
                      " | " + one.advice);
    }
    return texts;
  }
  // The second thing that is told: the first is always how things stand.
  std::string SecondTold() const {
    const Texts told = Told();
    return told.size() == 2 ? told[1] : std::to_string(told.size()) + " are told";
  }
  void Install(std::uint64_t sequence) const {
    auto store = store::Store::Open(folder_.At("data/watchword"));
    ASSERT_TRUE(store);
    const auto lock = store->TakeLock();
    const store::NewPack pack{"base", *pack::Seal("body " + std::to_string(sequence)), sequence,
                              "identity " + std::to_string(sequence)};
    ASSERT_TRUE(store->Install(**lock, {&pack, 1}, kNow));
  }
  void RollBack() const {
    auto store = store::Store::Open(folder_.At("data/watchword"));
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->Rollback(**store->TakeLock()));
  }
  static std::string Ago(std::int64_t days) { return std::to_string(kNow - days * kDay); }

  test::TemporaryFolder folder_;
  test::Environment data_{"XDG_DATA_HOME", folder_.At("data")};
  test::Environment chosen_{"WATCHWORD_PACK", std::nullopt};
  const std::string updater_ = folder_.At("updater");
};

TEST_F(CheckUpdatesTest, PatternsOfTheProgramHaveAnAgeToo) {
  Says(R"({"version":7,"generation":0})");
  EXPECT_EQ(Told(),
            (Texts{"70 fine updates: patterns 7 of 2026-11-20, 3 days old, as they came with the program; "
                   "last look for newer ones never | "}));
}

TEST_F(CheckUpdatesTest, InstalledOnesSayWhenAndWhenTheNextLookIs) {
  Install(12);
  Says(
      R"({"version":12,"generation":1,"installed":1795340000,"last_check":1795400000,"next_check":1795440000})");
  EXPECT_EQ(
      Told("2026-11-22"),
      (Texts{
          "70 fine updates: patterns 12 of 2026-11-22, 1 day old, installed 2026-11-22T09:33:20Z; last look "
          "for newer ones 2026-11-23T02:13:20Z, next 2026-11-23T13:20:00Z | "}));
}

TEST_F(CheckUpdatesTest, AProgramThatIsNewerThanWhatWasInstalledIsToldSo) {
  Install(12);
  Says(R"({"version":13,"generation":1})");
  EXPECT_EQ(Told("")[0],
            "70 fine updates: patterns 13, as they came with the program, which are newer than the installed "
            "version "
            "12; last look for newer ones never | ");
}

TEST_F(CheckUpdatesTest, APackThatWasChosenIsToldSo) {
  const test::Environment chosen("WATCHWORD_PACK", folder_.At("p"));
  Says(R"({"version":13,"generation":1})");
  EXPECT_NE(Told()[0].find("chosen by WATCHWORD_PACK"), std::string::npos);
}

TEST_F(CheckUpdatesTest, ADayThatIsNoneOrAheadHasNoAge) {
  Says(R"({"version":7})");
  EXPECT_EQ(Told("soon")[0].find("old"), std::string::npos);
  EXPECT_EQ(Told("2026-12-24")[0].find("old,"), std::string::npos);
}

TEST_F(CheckUpdatesTest, WithNobodyToAskNothingIsWrong) {
  Says(R"({"version":7,"why_never":"no repository to ask for newer patterns: looked for /r"})");
  EXPECT_EQ(SecondTold(),
            "74 unknown updates: no repository to ask for newer patterns: looked for /r | newer patterns "
            "come with newer versions of the program");
  Says(R"({"version":7,"why_never":"/r: /mirrors: missing"})");
  EXPECT_EQ(SecondTold(),
            "75 wrong updates: nobody can be asked for newer patterns: /r: /mirrors: missing | mend the "
            "file that is named, or install Watchword again");
}

TEST_F(CheckUpdatesTest, AnOlderGenerationIsWrong) {
  Says(R"({"version":7,"generation":1,"why_older":"gen/000002: base.pack: damaged"})");
  EXPECT_EQ(SecondTold(),
            "73 wrong updates: an older generation is in use: gen/000002: base.pack: damaged | run: "
            "watchword update, which puts the newest there again");
}

TEST_F(CheckUpdatesTest, LooksThatFailAreWorthKnowingAndAfterAWeekWrong) {
  Says(R"({"version":7,"failures":1,"last_check":)" + Ago(0) + "}");
  EXPECT_EQ(SecondTold(),
            "71 unknown updates: the last look for newer patterns failed; none went well yet | run: "
            "watchword update, which says why");
  Says(R"({"version":7,"failures":3,"last_check":)" + Ago(0) + R"(,"last_success":)" + Ago(6) + "}");
  EXPECT_EQ(SecondTold(),
            "71 unknown updates: the last 3 looks for newer patterns failed; the last that went well was "
            "2026-11-17T12:00:00Z | run: watchword update, which says why");
  Says(R"({"version":7,"failures":9,"last_check":)" + Ago(0) + R"(,"last_success":)" + Ago(7) + "}");
  EXPECT_TRUE(SecondTold().starts_with("72 wrong updates: the last 9 looks"));
}

TEST_F(CheckUpdatesTest, ThatNobodyLooksIsWorthKnowing) {
  Says(R"({"version":7,"last_check":)" + Ago(9) + R"(,"last_success":)" + Ago(9) + "}");
  EXPECT_EQ(SecondTold(),
            "76 unknown updates: nobody looked for newer patterns for 9 days | start the browser that has "
            "the extension, or run: watchword update");
}

TEST_F(CheckUpdatesTest, WhatWasRolledBackIsTold) {
  Install(11);
  Install(12);
  RollBack();
  Says(R"({"version":11,"generation":1,"last_check":)" + Ago(0) + "}");
  EXPECT_EQ(SecondTold(),
            "77 fine updates: one pack was rolled back here and will not be installed again | ");
  Install(13);
  RollBack();
  EXPECT_EQ(SecondTold(),
            "77 fine updates: 2 packs were rolled back here and will not be installed again | ");
}

TEST_F(CheckUpdatesTest, AnUpdaterThatSaysNothingOrNonsenseIsNamed) {
  const std::string begin = "78 unknown updates: " + updater_ + " does not say how old the patterns are: ";
  EXPECT_EQ(Told(), (Texts{begin + updater_ + ": No such file or directory | install Watchword again"}));
  Says("patterns 7");
  EXPECT_EQ(Told(), (Texts{begin + "the answer is no JSON object | install Watchword again"}));
  Says("[]");
  EXPECT_EQ(Told(), (Texts{begin + "the answer is no JSON object | install Watchword again"}));
  std::ofstream(updater_) << "#!/bin/sh\nexit 3\n";
  EXPECT_EQ(Told(), (Texts{begin + "exit status 3 | install Watchword again"}));
}

TEST_F(CheckUpdatesTest, MembersOfAWrongTypeAreAsIfAbsent) {
  Says(R"({"version":"7","generation":-1,"last_check":null,"why_older":3,"why_never":[]})");
  EXPECT_EQ(Told(""),
            (Texts{"70 fine updates: patterns 0, as they came with the program; last look for newer ones "
                   "never | "}));
}

TEST_F(CheckUpdatesTest, TheFactsAreNumbers) {
  Says(R"({"version":7,"failures":2,"last_check":)" + Ago(1) + R"(,"last_success":)" + Ago(2) + "}");
  const Diagnoses told = Check();
  EXPECT_EQ(told[0].facts, (base::Json{{"version", 7},
                                       {"source", "program"},
                                       {"generation", 0},
                                       {"installed", 0},
                                       {"last_check", kNow - kDay},
                                       {"last_success", kNow - 2 * kDay},
                                       {"next_check", 0},
                                       {"failures", 2},
                                       {"refused", 0},
                                       {"age_days", 3}}));
  EXPECT_TRUE(told[1].facts.is_null());
}

}  // namespace
}  // namespace watchword::cli

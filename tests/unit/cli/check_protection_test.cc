// SPDX-License-Identifier: Apache-2.0
#include "cli/check_protection.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "sandbox/landlock.h"
#include "sandbox/profile.h"

namespace watchword::cli {
namespace {

using base::Json;

constexpr const char* kEverything =
    "host: no network, no other programs, only its own files, memory hidden from other programs, no new code";

Json Status(const Json& changes) {
  Json protection = {{"network", "denied"}, {"exec", "denied"}, {"files", "denied"},
                     {"memory", "denied"},  {"code", "denied"}, {"landlock", 7}};
  protection.update(changes);
  return {{"kind", "status"}, {"protection", protection}};
}

TEST(CheckHostProtection, AHostThatGaveUpEverythingIsFine) {
  const Diagnosis told = CheckHostProtection(Status(Json::object()));
  EXPECT_EQ(told.code, 80);
  EXPECT_EQ(told.health, Health::kFine);
  EXPECT_EQ(told.subject, "protection");
  EXPECT_EQ(told.finding, std::string(kEverything) + " (seccomp, no_new_privs, Landlock 7)");
  EXPECT_EQ(told.facts["landlock"], 7);
  EXPECT_EQ(told.facts["network"], "denied");
}

TEST(CheckHostProtection, WhatTheKernelLacksIsNamed) {
  const Diagnosis told = CheckHostProtection(Status({{"files", "open"}, {"code", "open"}, {"landlock", 0}}));
  EXPECT_EQ(told.code, 81);
  EXPECT_EQ(told.health, Health::kUnknown);
  EXPECT_EQ(told.finding,
            "host: no network, no other programs, memory hidden from other programs (seccomp, no_new_privs, "
            "no Landlock); missing on this kernel: "
            "Landlock, "
            "which keeps it to its own files, the kernel's switch against new code");
  EXPECT_NE(told.advice.find("lsm=landlock"), std::string::npos);
  EXPECT_EQ(told.facts["files"], "open");
}

TEST(CheckHostProtection, AnAnswerThatSaysNothingOfItMeansThatAllIsOpen) {
  for (const Json& status : {Json::object(), Json{{"protection", "all"}},
                             Json{{"protection", {{"landlock", "7"}, {"network", 1}}}}}) {
    const Diagnosis told = CheckHostProtection(status);
    EXPECT_EQ(told.code, 81) << status;
    EXPECT_EQ(told.facts["network"], "open") << status;
    EXPECT_EQ(told.facts["landlock"], 0) << status;
  }
}

TEST(CheckProfile, SaysWhatWasEntered) {
  const Diagnosis told = CheckProfile("installer", [] { return sandbox::EnterInstaller({}); });
  EXPECT_TRUE(told.finding.starts_with("installer: no network, no other programs")) << told.finding;
  EXPECT_EQ(told.facts["landlock"], sandbox::LandlockVersion());
  EXPECT_EQ(told.facts["seccomp"], true);
  EXPECT_EQ(told.facts["no_new_privs"], true);
}

TEST(CheckProfile, WhatACompleteOneGivesUpIsFineAndAPartOfItIsNot) {
  sandbox::Protection all{true, true, 5, true, true, true, true};
  EXPECT_EQ(CheckProfile("p", [all] { return Result<sandbox::Protection>(all); }).code, 80);
  all.landlock = 0;
  const Diagnosis told = CheckProfile("p", [all] { return Result<sandbox::Protection>(all); });
  EXPECT_EQ(told.code, 81);
  EXPECT_TRUE(told.finding.ends_with("missing on this kernel: Landlock, which keeps it to its own files"))
      << told.finding;
}

TEST(CheckProfile, TheFetcherIsNotBlamedForItsNetwork) {
  const Diagnosis told = CheckProfile(kFetcher, [] { return sandbox::EnterFetcher({}); });
  EXPECT_EQ(told.finding.find("network"), std::string::npos) << told.finding;
  EXPECT_FALSE(told.facts.contains("network"));
}

TEST(CheckProfile, AKernelThatRefusesIsWrongAndSaysWhy) {
  const Diagnosis told = CheckProfile("installer", []() -> Result<sandbox::Protection> {
    return Error{ErrorCode::kIo, "seccomp: Invalid argument"};
  });
  EXPECT_EQ(told.code, 82);
  EXPECT_EQ(told.health, Health::kWrong);
  EXPECT_EQ(told.finding, "installer cannot give up its rights and will not run: seccomp: Invalid argument");
}

TEST(CheckProfile, AChildThatDiesOrSaysTooLittleIsNoProtection) {
  const auto dies = []() -> Result<sandbox::Protection> {
    ::raise(SIGKILL);
    return sandbox::Protection{};
  };
  EXPECT_EQ(CheckProfile("p", dies).finding,
            "p cannot give up its rights and will not run: ended by signal 9");
  const auto leaves = []() -> Result<sandbox::Protection> { ::_exit(0); };
  EXPECT_EQ(CheckProfile("p", leaves).finding,
            "p cannot give up its rights and will not run: it said nothing");
}

TEST(CheckUpdaterProtection, TellsOfAllThreeAndOfTheLimits) {
  const Diagnoses told = CheckUpdaterProtection();
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].facts["process"], "installer");
  EXPECT_EQ(told[1].facts["process"], "fetcher");
  EXPECT_EQ(told[2].facts["process"], "compile worker");
  EXPECT_NE(told[2].finding.find("at most 90 s of computing"), std::string::npos) << told[2].finding;
  EXPECT_EQ(told[2].facts["limits"]["cpu_seconds"], 90);
}

}  // namespace
}  // namespace watchword::cli

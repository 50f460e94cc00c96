// SPDX-License-Identifier: Apache-2.0
#include "update/commands.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>

#include "tuf/time.h"

namespace watchword::update {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"image", "check", "status", "rollback"};

int Complain(const std::string& why) {
  std::cerr << "watchword-update: " << why << '\n';
  return 1;
}

int Say(const std::string& line) {
  std::cout << line << '\n';
  return std::cout.flush() ? 0 : 1;
}

std::string Day(std::int64_t seconds) {
  if (seconds == 0) return "never";
  return tuf::ToText(base::Time(std::chrono::seconds(seconds)));
}

int Build(const Jobs& jobs) {
  const ImageOutcome outcome = jobs.build();
  if (const auto* failure = std::get_if<ImageFailure>(&outcome)) return Complain(failure->message);
  const auto& ready = std::get<ImageReady>(outcome);
  return Say((ready.was_there ? "present " : "built ") + ready.path + " in " + std::to_string(ready.ms) +
             " ms");
}

std::string OfBase(const Report& report) {
  const std::string version = "patterns " + std::to_string(report.version);
  switch (report.state) {
    case State::kInstalled:
      return "installed " + version + ", " + std::to_string(report.downloaded) + " bytes downloaded" +
             (report.by_delta ? ", only what changed" : "");
    case State::kCurrent:
      return version + " are the newest";
    case State::kNotYet:
      return version + " stay: newer ones are handed out in stages and have not come to this computer yet";
    case State::kRefused:
      return version + " stay: the newest were rolled back here";
    case State::kNotDue:
      return "not asked: the next look is at " + Day(report.next_check);
    case State::kBusy:
      return store::kBusy;
    default:
      return version + " stay";
  }
}

std::string OfAddition(const PackReport& pack) {
  const std::string version = pack.version == 0 ? "" : " " + std::to_string(pack.version);
  std::string state = NameOf(pack.state);
  std::replace(state.begin(), state.end(), '_', ' ');
  return "\n" + pack.name + version + ": " + state + (pack.why.empty() ? "" : ", " + pack.why);
}

// The first line is the base pack's; the others are there when there is more to tell.
std::string Sentence(const Report& report) {
  std::string text = OfBase(report);
  for (const RepositoryReport& repository : report.repositories) {
    if (!repository.failure.empty()) text += "\n" + repository.name + ": " + repository.failure;
    for (const PackReport& pack : repository.packs) {
      if (pack.name != store::kBase && repository.failure.empty()) text += OfAddition(pack);
    }
  }
  return text;
}

int Check(bool as_json, const Jobs& jobs) {
  const auto outcome = jobs.check(When::kNow);
  if (const auto* failure = std::get_if<Failure>(&outcome)) return Complain(failure->message);
  const auto& report = std::get<Report>(outcome);
  return Say(as_json ? base::ToText(ToJson(report)) : Sentence(report));
}

int Stand(bool as_json, const Jobs& jobs) {
  const Standing standing = jobs.stand();
  if (as_json) return Say(base::ToText(ToJson(standing)));
  std::string text = "patterns " + std::to_string(standing.version);
  text +=
      standing.generation == 0 ? ", as they came with the program" : ", installed " + Day(standing.installed);
  text += "\nlast looked for newer ones: " + Day(standing.last_check);
  text += "\nlast time that went well:   " + Day(standing.last_success);
  if (standing.failures > 0) text += "\nfailures since then:        " + std::to_string(standing.failures);
  if (standing.next_check > 0) text += "\nnext look:                  " + Day(standing.next_check);
  for (const PackStanding& pack : standing.packs) {
    if (pack.name == store::kBase && pack.why.empty()) continue;
    text += "\n" + pack.name + (pack.version == 0 ? "" : " " + std::to_string(pack.version)) + ": " +
            (pack.why.empty() ? "judged with" : pack.why);
  }
  for (const RepositoryStanding& one : standing.repositories) {
    if (&one == standing.repositories.data()) continue;
    if (!one.why_never.empty()) {
      text += "\n" + one.why_never;
      continue;
    }
    text += "\n" + one.name + ": last time that went well " + Day(one.visits.last_success);
    if (one.visits.failures > 0) text += ", failures since then " + std::to_string(one.visits.failures);
  }
  if (!standing.why_older.empty()) text += "\nan older generation is live: " + standing.why_older;
  if (!standing.why_never.empty()) text += "\n" + standing.why_never;
  return Say(text);
}

int RollBack(bool as_json, const Jobs& jobs) {
  const auto version = jobs.roll_back();
  if (!version) return Complain(version.error().message);
  if (as_json) return Say(base::ToText({{"version", *version}}));
  return Say("patterns " + std::to_string(*version) + " are live again");
}

}  // namespace

bool IsCommand(std::string_view word) {
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

int RunCommand(std::string_view word, bool as_json, const Jobs& jobs) {
  if (word == "image") return Build(jobs);
  if (word == "check") return Check(as_json, jobs);
  if (word == "status") return Stand(as_json, jobs);
  return RollBack(as_json, jobs);
}

}  // namespace watchword::update

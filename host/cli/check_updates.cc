// SPDX-License-Identifier: Apache-2.0
#include "cli/check_updates.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>

#include "base/json.h"
#include "cli/child.h"
#include "store/store.h"
#include "tuf/time.h"

namespace watchword::cli {
namespace {

using base::Json;

constexpr int kAnswerTimeoutMs = 10'000;
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kStaleDays = 7;
constexpr const char* kSubject = "updates";
constexpr const char* kBasePack = "base";
constexpr const char* kNobodyToAsk = "no repository";
constexpr const char* kLookNow = "run: watchword update";

// As the updater tells it; what it does not tell is 0 or empty. Times are seconds since 1970, 0: never.
struct Standing {
  std::int64_t version = 0;
  std::int64_t generation = 0;
  std::int64_t installed = 0;
  std::int64_t last_check = 0;
  std::int64_t last_success = 0;
  std::int64_t next_check = 0;
  std::int64_t failures = 0;
  std::string why_older;
  std::string why_never;
};

Diagnosis Say(int code, Health health, std::string finding, std::string advice = "") {
  return {code, health, kSubject, std::move(finding), std::move(advice)};
}

std::int64_t NumberIn(const Json& json, const char* name) {
  const auto number = base::JsonCursor(json).Integer(name, 0, std::numeric_limits<std::int64_t>::max());
  return number ? *number : 0;
}

std::string TextIn(const Json& json, const char* name) {
  const auto text = base::JsonCursor(json).StringOr(name, "");
  return text ? *text : "";
}

Result<Standing> AskStanding(const std::string& updater) {
  const auto told = RunChild({updater, "status", "--json"}, "", kAnswerTimeoutMs);
  if (!told) return told.error();
  if (told->exit_code != 0) return Error{ErrorCode::kIo, "exit status " + std::to_string(told->exit_code)};
  const auto json = base::ParseJson(told->output);
  if (!json || !json->is_object()) return Error{ErrorCode::kInvalid, "the answer is no JSON object"};
  return Standing{.version = NumberIn(*json, "version"),
                  .generation = NumberIn(*json, "generation"),
                  .installed = NumberIn(*json, "installed"),
                  .last_check = NumberIn(*json, "last_check"),
                  .last_success = NumberIn(*json, "last_success"),
                  .next_check = NumberIn(*json, "next_check"),
                  .failures = NumberIn(*json, "failures"),
                  .why_older = TextIn(*json, "why_older"),
                  .why_never = TextIn(*json, "why_never")};
}

// What lies in the store, as far as it can be read.
struct Installed {
  std::int64_t version = 0;
  std::vector<std::string> refused;
};

Installed LookIntoStore() {
  const auto folder = store::DataFolder();
  if (!folder) return {};
  const auto store = store::Store::OpenExisting(*folder);
  if (!store) return {};
  Installed installed{.refused = store->LoadState().refused};
  const auto live = store->Live();
  if (!live) return installed;
  if (const store::LivePack* base = live->Find(kBasePack))
    installed.version = static_cast<std::int64_t>(base->entry.sequence);
  return installed;
}

enum class Source { kChosen, kProgram, kProgramIsNewer, kInstalled };

Source SourceOf(const Standing& standing, const Installed& installed) {
  const char* chosen = std::getenv("WATCHWORD_PACK");
  if (chosen != nullptr && *chosen != '\0') return Source::kChosen;
  if (standing.generation == 0) return Source::kProgram;
  return installed.version == standing.version ? Source::kInstalled : Source::kProgramIsNewer;
}

const char* NameOf(Source source) {
  switch (source) {
    case Source::kChosen:
      return "chosen";
    case Source::kProgram:
    case Source::kProgramIsNewer:
      return "program";
    case Source::kInstalled:
      return "installed";
  }
  return "";
}

std::string Moment(std::int64_t seconds) {
  return tuf::ToText(base::Time(std::chrono::seconds(seconds)));
}

std::string Days(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

std::string Came(Source source, const Standing& standing, const Installed& installed) {
  switch (source) {
    case Source::kChosen:
      return "chosen by WATCHWORD_PACK";
    case Source::kProgram:
      return "as they came with the program";
    case Source::kProgramIsNewer:
      return "as they came with the program, which are newer than the installed version " +
             std::to_string(installed.version);
    case Source::kInstalled:
      return "installed " + Moment(standing.installed);
  }
  return "";
}

class UpdatesCheck {
 public:
  UpdatesCheck(Standing standing, const std::string& built, std::int64_t now)
      : standing_(std::move(standing)),
        installed_(LookIntoStore()),
        source_(SourceOf(standing_, installed_)),
        built_(built),
        now_(now) {}

  Diagnoses Run() {
    found_.push_back(TellStanding());
    TellWhyOlder();
    TellWhyNever();
    TellHowLooksWent();
    TellRefused();
    return std::move(found_);
  }

 private:
  // Nothing when the day is not known, or lies ahead.
  std::optional<std::int64_t> AgeInDays() const {
    const auto day = tuf::ParseTime(built_ + "T00:00:00Z");
    if (!day) return std::nullopt;
    const std::int64_t seconds = now_ - day->time_since_epoch().count();
    if (seconds < 0) return std::nullopt;
    return seconds / kDay;
  }

  Diagnosis TellStanding() const {
    std::string text = "patterns " + std::to_string(standing_.version);
    if (!built_.empty()) text += " of " + built_;
    const auto age = AgeInDays();
    if (age) text += ", " + Days(*age) + " old";
    text += ", " + Came(source_, standing_, installed_);
    text += "; last look for newer ones " +
            (standing_.last_check == 0 ? std::string("never") : Moment(standing_.last_check));
    if (standing_.next_check > 0) text += ", next " + Moment(standing_.next_check);
    Diagnosis told = Say(70, Health::kFine, std::move(text));
    told.facts = {{"version", standing_.version},        {"source", NameOf(source_)},
                  {"generation", standing_.generation},  {"installed", standing_.installed},
                  {"last_check", standing_.last_check},  {"last_success", standing_.last_success},
                  {"next_check", standing_.next_check},  {"failures", standing_.failures},
                  {"refused", installed_.refused.size()}};
    if (age) told.facts["age_days"] = *age;
    return told;
  }

  void TellWhyOlder() {
    if (standing_.why_older.empty()) return;
    found_.push_back(Say(73, Health::kWrong, "an older generation is in use: " + standing_.why_older,
                         std::string(kLookNow) + ", which puts the newest there again"));
  }

  void TellWhyNever() {
    if (standing_.why_never.empty()) return;
    if (standing_.why_never.starts_with(kNobodyToAsk)) {
      found_.push_back(Say(74, Health::kUnknown, standing_.why_never,
                           "newer patterns come with newer versions of the program"));
    } else {
      found_.push_back(Say(75, Health::kWrong,
                           "nobody can be asked for newer patterns: " + standing_.why_never,
                           "mend the file that is named, or install Watchword again"));
    }
  }

  std::int64_t DaysSince(std::int64_t when) const { return (now_ - when) / kDay; }

  void TellHowLooksWent() {
    if (!standing_.why_never.empty() || standing_.last_check == 0) return;
    if (DaysSince(standing_.last_check) >= kStaleDays) {
      found_.push_back(Say(76, Health::kUnknown,
                           "nobody looked for newer patterns for " + Days(DaysSince(standing_.last_check)),
                           "start the browser that has the extension, or " + std::string(kLookNow)));
    } else if (standing_.failures > 0) {
      TellFailures();
    }
  }

  void TellFailures() {
    const bool never = standing_.last_success == 0;
    const bool stale = !never && DaysSince(standing_.last_success) >= kStaleDays;
    const std::string which = standing_.failures == 1
                                  ? "the last look"
                                  : "the last " + std::to_string(standing_.failures) + " looks";
    found_.push_back(Say(stale ? 72 : 71, stale ? Health::kWrong : Health::kUnknown,
                         which + " for newer patterns failed; " +
                             (never ? std::string("none went well yet")
                                    : "the last that went well was " + Moment(standing_.last_success)),
                         std::string(kLookNow) + ", which says why"));
  }

  void TellRefused() {
    const std::size_t count = installed_.refused.size();
    if (count == 0) return;
    found_.push_back(Say(77, Health::kFine,
                         (count == 1 ? "one pack was" : std::to_string(count) + " packs were") +
                             " rolled back here and will not be installed again"));
  }

  const Standing standing_;
  const Installed installed_;
  const Source source_;
  const std::string& built_;
  const std::int64_t now_;
  Diagnoses found_;
};

}  // namespace

Diagnoses CheckUpdates(const std::string& updater, const std::string& built, const base::Clock& clock) {
  const auto standing = AskStanding(updater);
  if (!standing) {
    return {Say(78, Health::kUnknown,
                updater + " does not say how old the patterns are: " + standing.error().message,
                "install Watchword again")};
  }
  return UpdatesCheck(*standing, built, clock.Now().time_since_epoch().count()).Run();
}

}  // namespace watchword::cli

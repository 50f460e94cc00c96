// SPDX-License-Identifier: Apache-2.0
#include "update/check.h"

#include <algorithm>
#include <set>
#include <utility>

#include "pack/envelope.h"
#include "store/locate_live.h"
#include "update/schedule.h"

namespace watchword::update {
namespace {

constexpr const char* kMetadataFolder = "tuf";
constexpr std::size_t kMaxReasonBytes = 400;  // of what is remembered
constexpr std::int64_t kSecondsOfADay = 24 * 60 * 60;
// Older than this code: a clock that is earlier is wrong.
constexpr base::Time kEarliest{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}};

std::int64_t Seconds(base::Time time) {
  return time.time_since_epoch().count();
}

using Live = std::vector<store::Located>;

const store::Located* Find(const Live& live, const std::string& name) {
  const auto found =
      std::find_if(live.begin(), live.end(), [&name](const store::Located& one) { return one.name == name; });
  return found == live.end() ? nullptr : &*found;
}

std::set<std::string> FollowedIn(const Repositories& repositories) {
  std::set<std::string> followed = {store::kBase};
  for (const Repository& one : repositories.all) {
    for (const std::string& pack : one.packs) followed.insert(one.NameOf(pack));
  }
  return followed;
}

struct Asked {
  const Repository* repository = nullptr;
  tuf::Fetcher* fetcher = nullptr;
  Visit visit;
};

class Check {
 public:
  Check(store::Store& store, const store::Lock& lock, const Repositories& repositories, const Parts& parts)
      : store_(store),
        lock_(lock),
        repositories_(repositories),
        parts_(parts),
        now_(parts.clock->Now()),
        followed_(FollowedIn(repositories)),
        state_(store.LoadState()) {}

  // False when nobody is to be asked now.
  bool Begin(When when) {
    for (std::size_t i = 0; i < repositories_.all.size(); ++i) {
      const Repository& one = repositories_.all[i];
      if (when == When::kNow || IsDue(state_.visits[one.name]))
        asked_.push_back({&one, parts_.fetchers[i], {}});
    }
    return !asked_.empty();
  }

  std::int64_t NextCheck() const {
    std::int64_t next = 0;
    for (const Repository& one : repositories_.all) {
      const auto visits = state_.visits.find(one.name);
      if (visits != state_.visits.end() && (next == 0 || visits->second.next_check < next))
        next = visits->second.next_check;
    }
    return next;
  }

  Result<Report> Run() {
    const Status looked = Look();
    for (Asked& one : asked_) Note(one, looked);
    Forget();
    const Status saved = store_.SaveState(lock_, state_);
    if (!looked) return looked.error();
    if (!saved) return saved.error();
    if (report_.state != State::kInstalled) {
      if (const Error* failure = FailureOfAll()) return *failure;
    }
    return Tell();
  }

 private:
  bool IsDue(const store::Visits& visits) const {
    const std::int64_t latest = Seconds(now_) + kLongestWait * 8;  // later than any wait: the clock was wrong
    return visits.next_check <= Seconds(now_) || visits.next_check > latest;
  }

  Status Look() {
    if (now_ < kEarliest)
      return Error{ErrorCode::kInvalid, "the clock of this computer is wrong: nothing new can be believed"};
    if (const Status swept = store_.Sweep(lock_); !swept) return swept;
    FindLive();
    here_ = {.files = parts_.files,
             .live = &live_,
             .state = &state_,
             .metadata_folder = store_.folder().At(kMetadataFolder),
             .beside = Beside(),
             .now = now_};
    for (Asked& one : asked_) one.visit = VisitRepository(*one.repository, *one.fetcher, here_);
    return InstallWhatCame();
  }

  void FindLive() {
    auto live = store::LocateLive(*parts_.files);
    live_ = live ? *std::move(live) : Live();
  }

  // What an addition that was left out is tried with again only when it has changed, or a day later.
  std::string Beside() const {
    return (live_.empty() ? "" : store::DigestOf(live_)) + "/" +
           std::to_string(Seconds(now_) / kSecondsOfADay);
  }

  PackNews* NewsOf(const std::string& name) {
    for (Asked& one : asked_) {
      for (PackNews& news : one.visit.packs) {
        if (news.name == name) return &news;
      }
    }
    return nullptr;
  }

  // The base, what is followed in its order, then what is followed no more.
  std::vector<std::string> Names() const {
    std::vector<std::string> names = {store::kBase};
    for (const Repository& one : repositories_.all) {
      for (const std::string& pack : one.packs) names.push_back(one.NameOf(pack));
    }
    for (const store::Located& one : live_) names.push_back(one.name);
    std::set<std::string> seen;
    std::erase_if(names, [&seen](const std::string& name) { return !seen.insert(name).second; });
    return names;
  }

  // A file that cannot be read may be the one that says a pack is followed.
  bool IsFollowed(const std::string& name) const {
    return followed_.contains(name) || !repositories_.unreadable.empty();
  }

  Slot SlotOf(const std::string& name) {
    Slot slot{.name = name, .is_followed = IsFollowed(name)};
    if (const store::Located* live = Find(live_, name)) {
      auto file = parts_.files->Read(live->path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
      if (file) slot.live = *std::move(file);
    }
    const PackNews* news = NewsOf(name);
    if (news == nullptr || !news->candidate) return slot;
    slot.next = news->candidate->file;
    slot.may_shrink = news->candidate->may_shrink;
    return slot;
  }

  bool IsAnythingNew(const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [this](const std::string& name) {
      const PackNews* news = NewsOf(name);
      return (news != nullptr && news->candidate) || (Find(live_, name) != nullptr && !IsFollowed(name));
    });
  }

  Status InstallWhatCame() {
    const std::vector<std::string> names = Names();
    if (!IsAnythingNew(names)) return {};
    std::vector<Slot> slots;
    for (const std::string& name : names) slots.push_back(SlotOf(name));
    canary::CanarySet canary = canary::BuiltIn();
    for (const Repository& one : repositories_.all) {
      if (one.is_first) canary::AddNames(KeptNames(one, here_), canary);
    }
    const auto choice = Choose(slots, [&](std::span<const Trial> trials, Keeping keeping) {
      return parts_.prepare(trials, canary, keeping);
    });
    if (!choice) return choice.error();
    if (choice->changes) {
      if (const Status installed = Install(slots, choice->uses); !installed) return installed;
      report_.state = State::kInstalled;
    }
    FindLive();
    for (std::size_t i = 0; i < slots.size(); ++i) Conclude(slots[i], choice->uses[i], choice->faults);
    return {};
  }

  Status Install(const std::vector<Slot>& slots, const std::vector<Use>& uses) {
    std::vector<store::NewPack> packs;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const store::Located* live = Find(live_, slots[i].name);
      if (uses[i] == Use::kNext) {
        const Candidate& from = *NewsOf(slots[i].name)->candidate;
        packs.push_back({.name = slots[i].name,
                         .file = from.file,
                         .sequence = static_cast<std::uint64_t>(from.version),
                         .identity = from.identity});
      } else if (uses[i] == Use::kLive && !live->identity.empty()) {
        packs.push_back({.name = slots[i].name,
                         .file = *slots[i].live,
                         .sequence = live->head.version,
                         .identity = live->identity});
      }  // what came with the program stays where it is
    }
    const auto generation = store_.Install(lock_, packs, Seconds(now_));
    return generation ? Status() : Status(generation.error());
  }

  // What became of one pack.
  void Conclude(const Slot& slot, Use use, const std::map<std::string, std::string>& faults) {
    PackNews* news = NewsOf(slot.name);
    const auto fault = faults.find(slot.name);
    if (fault != faults.end()) {
      const bool is_new = news != nullptr && news->candidate;
      const std::string identity = is_new ? news->candidate->identity : "";
      state_.left_out[slot.name] = {identity, Beside(), fault->second.substr(0, kMaxReasonBytes)};
      if (slot.name == store::kBase) return FailBase(fault->second);
      if (news == nullptr) return;
      news->state = State::kLeftOut;
      news->why = fault->second;
    } else if (use == Use::kNext) {
      news->state = State::kInstalled;
      report_.by_delta = news->candidate->by_delta && (report_.downloaded == 0 || report_.by_delta);
      report_.downloaded += news->candidate->downloaded;
    } else if (!slot.is_followed && slot.live) {
      removed_.push_back({slot.name, State::kRemoved, 0, ""});
    }
  }

  void FailBase(const std::string& why) {
    for (Asked& one : asked_) {
      if (one.repository->is_first) one.visit.failure = Error{ErrorCode::kInvalid, why};
    }
    PackNews* news = NewsOf(store::kBase);
    news->state = State::kFailed;
    news->why = why;
  }

  void Note(Asked& one, const Status& looked) {
    store::Visits& visits = state_.visits[one.repository->name];
    visits.last_check = Seconds(now_);
    if (looked && !one.visit.failure) {
      visits.failures = 0;
      visits.last_success = Seconds(now_);
      visits.next_check = Seconds(now_) + WaitAfterSuccess(one.visit.min_wait_s, Chance());
    } else {
      visits.failures += 1;
      visits.next_check = Seconds(now_) + WaitAfterFailure(visits.failures, Chance());
    }
    for (const PackNews& news : one.visit.packs) {
      const bool is_good = news.state != State::kLeftOut && news.state != State::kFailed;
      if (looked && is_good) state_.left_out.erase(news.name);
    }
  }

  // Who is followed no more.
  void Forget() {
    if (!repositories_.unreadable.empty()) return;
    std::set<std::string> repositories;
    for (const Repository& one : repositories_.all) repositories.insert(one.name);
    std::erase_if(state_.visits, [&](const auto& one) { return !repositories.contains(one.first); });
    std::erase_if(state_.left_out, [&](const auto& one) { return !followed_.contains(one.first); });
  }

  // That of the first repository, or the first when none could be asked; null when there was none.
  const Error* FailureOfAll() const {
    const bool has_first = !repositories_.all.empty() && repositories_.all.front().is_first;
    if (!has_first && !repositories_.unreadable.empty()) return &repositories_.unreadable.front().error;
    const bool all = std::all_of(asked_.begin(), asked_.end(),
                                 [](const Asked& one) { return one.visit.failure.has_value(); });
    const Asked& front = asked_.front();
    return front.visit.failure && (front.repository->is_first || all) ? &*front.visit.failure : nullptr;
  }

  Report Tell() {
    const store::Located* base = Find(live_, store::kBase);
    if (base != nullptr) report_.version = static_cast<int>(base->head.version);
    const PackNews* news = NewsOf(store::kBase);
    if (news != nullptr && report_.state != State::kInstalled) report_.state = news->state;
    report_.next_check = NextCheck();
    for (const Asked& one : asked_) {
      RepositoryReport told{.name = one.repository->name};
      if (one.visit.failure) told.failure = one.visit.failure->message;
      for (const PackNews& pack : one.visit.packs) {
        const store::Located* live = Find(live_, pack.name);
        const int version = live == nullptr ? 0 : static_cast<int>(live->head.version);
        told.packs.push_back({pack.name, pack.state, version, pack.why});
      }
      report_.repositories.push_back(std::move(told));
    }
    for (const Unreadable& one : repositories_.unreadable)
      report_.repositories.push_back({one.file, one.error.message, {}});
    if (!removed_.empty()) report_.repositories.push_back({"", "", removed_});
    return std::move(report_);
  }

  store::Store& store_;
  const store::Lock& lock_;
  const Repositories& repositories_;
  const Parts& parts_;
  const base::Time now_;
  const std::set<std::string> followed_;
  store::State state_;
  std::vector<Asked> asked_;
  Live live_;
  Here here_;
  std::vector<PackReport> removed_;
  Report report_;
};

}  // namespace

Result<Report> CheckForUpdate(store::Store& store, const Repositories& repositories, const Parts& parts,
                              When when) {
  const auto lock = store.TakeLock();
  if (!lock) return lock.error();
  if (!*lock) return Report{.state = State::kBusy};
  Check check(store, **lock, repositories, parts);
  if (!check.Begin(when)) return Report{.state = State::kNotDue, .next_check = check.NextCheck()};
  return check.Run();
}

}  // namespace watchword::update

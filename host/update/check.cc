// SPDX-License-Identifier: Apache-2.0
#include "update/check.h"

#include <algorithm>
#include <utility>

#include "pack/locate.h"
#include "store/locate_live.h"
#include "update/obtain.h"
#include "update/offer.h"
#include "update/schedule.h"

namespace watchword::update {
namespace {

constexpr const char* kPackName = "base";
constexpr const char* kMetadataFolder = "tuf";
// Older than this code: a clock that is earlier is wrong.
constexpr base::Time kEarliest{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}};

std::int64_t Seconds(base::Time time) {
  return time.time_since_epoch().count();
}

// What this computer judges with now, whether it was installed or came with the program.
struct Live {
  std::string path;  // empty when there is none
  int version = 0;
  std::string identity;  // of what is installed; empty when the program's own pack is live
};

Live FindLive(const store::Store& store, const base::FileSystem& files) {
  Live live;
  if (const auto packs = store.Live()) {
    if (const store::LivePack* base = packs->Find(kPackName)) live.identity = base->entry.identity;
  }
  if (auto head = store::LocateLive(files)) {
    live.version = static_cast<int>(head->head.version);
    live.path = std::move(head->path);
  }
  return live;
}

// What a delta leads from; without it the whole pack is taken.
std::string ReadPack(const Live& live, const base::FileSystem& files) {
  if (live.path.empty()) return "";
  auto bytes = files.Read(live.path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  return bytes ? *std::move(bytes) : "";
}

class Check {
 public:
  Check(store::Store& store, const store::Lock& lock, const Repository& repository, const Parts& parts)
      : store_(store),
        lock_(lock),
        repository_(repository),
        parts_(parts),
        now_(parts.clock->Now()),
        state_(store.LoadState()) {}

  bool IsDue() const {
    const std::int64_t latest = Seconds(now_) + kLongestWait * 8;  // later than any wait: the clock was wrong
    return state_.next_check <= Seconds(now_) || state_.next_check > latest;
  }

  std::int64_t next_check() const { return state_.next_check; }

  Result<Report> Run() {
    auto report = Look();
    state_.last_check = Seconds(now_);
    if (report) {
      state_.failures = 0;
      state_.last_success = Seconds(now_);
      state_.next_check = Seconds(now_) + WaitAfterSuccess(min_wait_, Chance());
      report->next_check = state_.next_check;
    } else {
      state_.failures += 1;
      state_.next_check = Seconds(now_) + WaitAfterFailure(state_.failures, Chance());
    }
    const Status saved = store_.SaveState(lock_, state_);
    if (report && !saved) return saved.error();
    return report;
  }

 private:
  Result<Report> Look() {
    if (now_ < kEarliest)
      return Error{ErrorCode::kInvalid, "the clock of this computer is wrong: nothing new can be believed"};
    if (const Status swept = store_.Sweep(lock_); !swept) return swept.error();
    const tuf::Source source{repository_.mirrors, parts_.fetcher, parts_.files,
                             store_.folder().At(kMetadataFolder) + "/" + repository_.name};
    if (const Status kept = tuf::KeepFirstRoot(source, repository_.first_root); !kept) return kept.error();
    auto client = tuf::Client::Refresh(source, now_);
    if (!client) return client.error();
    const auto offer = FindOffer(*client);
    if (!offer) return offer.error();
    min_wait_ = offer->min_wait_s;
    return Decide(*client, *offer);
  }

  Result<Report> Decide(tuf::Client& client, const Offer& offer) {
    const Live live = FindLive(store_, *parts_.files);
    Report report{.version = live.version};
    if (live.identity == offer.body_sha256 || offer.version <= live.version) return report;
    if (store::Refuses(state_, offer.body_sha256)) {
      report.state = State::kRefused;
      return report;
    }
    if (!HasReached(offer, state_.bucket, now_)) {
      report.state = State::kNotYet;
      return report;
    }
    return Install(client, offer, live);
  }

  Result<Report> Install(tuf::Client& client, const Offer& offer, const Live& live) {
    const auto names = FindNeverFlag(client);
    if (!names) return names.error();
    canary::CanarySet canary = canary::BuiltIn();
    canary::AddNames(*names, canary);
    auto obtained = Obtain(client, offer, ReadPack(live, *parts_.files));
    if (!obtained) return obtained.error();
    if (const Status prepared = parts_.prepare(obtained->file, canary); !prepared) return prepared.error();
    const store::NewPack pack{.name = kPackName,
                              .file = std::move(obtained->file),
                              .sequence = static_cast<std::uint64_t>(offer.version),
                              .identity = offer.body_sha256};
    const auto generation = store_.Install(lock_, {&pack, 1}, Seconds(now_));
    if (!generation) return generation.error();
    return Report{State::kInstalled, offer.version, obtained->downloaded, obtained->by_delta};
  }

  store::Store& store_;
  const store::Lock& lock_;
  const Repository& repository_;
  const Parts& parts_;
  const base::Time now_;
  store::State state_;
  std::int64_t min_wait_ = 0;
};

}  // namespace

Result<Report> CheckForUpdate(store::Store& store, const Repository& repository, const Parts& parts,
                              When when) {
  const auto lock = store.TakeLock();
  if (!lock) return lock.error();
  if (!*lock) return Report{.state = State::kBusy};
  Check check(store, **lock, repository, parts);
  if (when == When::kDue && !check.IsDue())
    return Report{.state = State::kNotDue, .next_check = check.next_check()};
  return check.Run();
}

const char* NameOf(State state) {
  switch (state) {
    case State::kInstalled:
      return "installed";
    case State::kCurrent:
      return "current";
    case State::kNotYet:
      return "not_yet";
    case State::kRefused:
      return "refused";
    case State::kNotDue:
      return "not_due";
    case State::kBusy:
      return "busy";
  }
  return "";
}

}  // namespace watchword::update

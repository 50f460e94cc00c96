// SPDX-License-Identifier: Apache-2.0
#include "update/offer.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "pack/envelope.h"
#include "tuf/time.h"

namespace watchword::update {
namespace {

using base::JsonCursor;

constexpr std::int64_t kMaxVersion = 1'000'000'000;
constexpr std::int64_t kMaxRolloutHours = 24 * 30;
constexpr std::int64_t kMaxWait = 7 * 24 * 3600;
constexpr std::size_t kMaxDeltas = 64;

// A key that signs for language teams or feeds must not replace the base pack, whatever paths it was given.
bool MayVouch(const std::string& role, const std::string& pack) {
  return pack != "base" || role == "base" || role == tuf::kTargets;
}

Result<std::string> ReadSha256(const JsonCursor& from, const char* name) {
  auto digits = from.String(name);
  if (!digits) return digits.error();
  if (digits->size() != 64) return from.Member(name)->Complaint("expected 64 hexadecimal digits");
  return digits;
}

Status ReadDeltas(const JsonCursor& from, std::vector<DeltaOffer>& deltas) {
  if (!from.Has("deltas")) return {};
  const auto elements = from.Elements("deltas");
  if (!elements) return elements.error();
  if (elements->size() > kMaxDeltas) return from.Member("deltas")->Complaint("too many");
  for (const JsonCursor& at : *elements) {
    auto sha256 = ReadSha256(at, "from_sha256");
    if (!sha256) return sha256.error();
    auto path = at.String("path");
    if (!path) return path.error();
    deltas.push_back({*std::move(sha256), *std::move(path)});
  }
  return {};
}

Status ReadRollout(const JsonCursor& from, Offer& offer) {
  if (!from.Has("rollout")) return {};
  const auto rollout = from.Member("rollout");
  const auto start = rollout->String("start");
  if (!start) return start.error();
  offer.rollout_start = tuf::ParseTime(*start);
  if (!offer.rollout_start)
    return rollout->Member("start")->Complaint("expected a time, 2026-11-22T00:00:00Z");
  const auto hours = rollout->Integer("hours", 0, kMaxRolloutHours);
  if (!hours) return hours.error();
  offer.rollout_hours = *hours;
  return {};
}

Status ReadCustom(const JsonCursor& from, Offer& offer) {
  const auto version = from.Integer("version", 1, kMaxVersion);
  if (!version) return version.error();
  offer.version = static_cast<int>(*version);
  auto sha256 = ReadSha256(from, "body_sha256");
  if (!sha256) return sha256.error();
  offer.body_sha256 = *std::move(sha256);
  const auto length = from.Integer("body_length", 1, static_cast<std::int64_t>(pack::kMaxBodyBytes));
  if (!length) return length.error();
  offer.body_length = static_cast<std::size_t>(*length);
  if (from.Has("min_wait_s")) {
    const auto wait = from.Integer("min_wait_s", 0, kMaxWait);
    if (!wait) return wait.error();
    offer.min_wait_s = *wait;
  }
  const auto fewer = from.Flag("allow_fewer");
  if (!fewer) return fewer.error();
  offer.allow_fewer = *fewer;
  if (const Status rollout = ReadRollout(from, offer); !rollout) return rollout;
  return ReadDeltas(from, offer.deltas);
}

}  // namespace

Result<Offer> FindOffer(tuf::Client& client, const std::string& pack) {
  const std::string path = "packs/" + pack + "/" + pack + ".pack";
  auto target = client.FindTarget(path);
  if (!target) return target.error();
  if (!MayVouch(target->role(), pack))
    return Error{ErrorCode::kForeign, path + ": the role " + target->role() + " vouches for it and may not"};
  const auto custom = JsonCursor(target->custom()).Member("watchword");
  if (!custom) return Context(path, custom.error());
  Offer offer{.path = path, .target = *target};
  if (const Status read = ReadCustom(*custom, offer); !read) return Context(path, read.error());
  return offer;
}

Result<std::string> FindNeverFlag(tuf::Client& client, const std::string& kept) {
  auto target = client.FindTarget(kNeverFlagTarget);
  if (!target && target.error().code == ErrorCode::kNotFound) return std::string();
  if (!target) return target.error();
  if (target->role() != tuf::kTargets) return std::string();  // nobody else may say so
  if (target->Check(kept)) return kept;
  return client.Download(*target);
}

bool HasReached(const Offer& offer, int bucket, base::Time now) {
  if (!offer.rollout_start || offer.rollout_hours == 0) return true;
  const std::int64_t elapsed = (now - *offer.rollout_start).count();
  return elapsed * 100 > bucket * offer.rollout_hours * 3600;
}

}  // namespace watchword::update

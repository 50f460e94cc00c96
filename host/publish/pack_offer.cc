// SPDX-License-Identifier: Apache-2.0
#include "publish/pack_offer.h"

#include "pack/decode.h"
#include "publish/deltas.h"
#include "publish/roles.h"
#include "tuf/digest.h"
#include "tuf/time.h"

namespace watchword::publish {
namespace {

using tuf::Json;

constexpr const char* kOurs = "watchword";
constexpr const char* kBase = "base";

struct ReadyPack {
  std::int64_t version = 0;
  std::string adds_to;
  std::string body;
};

Result<ReadyPack> ReadPack(std::string_view file) {
  auto verified = pack::Verify(file);
  if (!verified) return verified.error();
  const auto pack = pack::Decode(*verified);
  if (!pack) return pack.error();
  return ReadyPack{static_cast<std::int64_t>(pack->info.version), pack->info.adds_to, verified->body()};
}

// Nothing when none is published.
Result<std::optional<std::int64_t>> PublishedVersion(const Json& targets, const std::string& path) {
  const auto found = targets.find(path);
  if (found == targets.end()) return std::optional<std::int64_t>();
  const auto custom = base::JsonCursor(*found).Member("custom");
  if (!custom) return Context(path, custom.error());
  const auto ours = custom->Member(kOurs);
  if (!ours) return Context(path, ours.error());
  const auto version = ours->Integer("version", 0, INT64_MAX);
  if (!version) return Context(path, version.error());
  return std::optional<std::int64_t>(*version);
}

Status CheckIsNewer(const Json& targets, const std::string& path, std::int64_t version) {
  const auto published = PublishedVersion(targets, path);
  if (!published) return published.error();
  if (!*published || version > **published) return {};
  return Error{ErrorCode::kInvalid, path + ": version " + std::to_string(version) +
                                        " is not higher than the published " + std::to_string(**published)};
}

// Clients judge with one base pack, and add all others to it.
Status CheckName(const ReadyPack& pack, const std::string& name) {
  if (name == kBase && !pack.adds_to.empty())
    return Error{ErrorCode::kInvalid,
                 "it adds to " + pack.adds_to + ": give it a name of its own with --name"};
  if (name != kBase && pack.adds_to.empty())
    return Error{ErrorCode::kInvalid, name + ": its pack.json has no adds_to, so it can only be called base"};
  return {};
}

Json Describe(const ReadyPack& pack, const PackOffer& offer, base::Time now, Json deltas) {
  Json ours;
  ours["version"] = pack.version;
  ours["body_sha256"] = tuf::Sha256Hex(pack.body);
  ours["body_length"] = pack.body.size();
  if (offer.rollout_hours) {
    ours["rollout"]["start"] = tuf::ToText(now);
    ours["rollout"]["hours"] = *offer.rollout_hours;
  }
  if (offer.min_wait_s) ours["min_wait_s"] = *offer.min_wait_s;
  if (offer.allow_fewer) ours["allow_fewer"] = true;
  ours["deltas"] = std::move(deltas);
  return Json{{kOurs, std::move(ours)}};
}

}  // namespace

Result<OfferedPack> OfferPack(Repository& repository, const base::FileSystem& files,
                              const std::string& folder, std::string_view file, const PackOffer& offer,
                              base::Time now) {
  const auto pack = ReadPack(file);
  if (!pack) return pack.error();
  if (offer.name.find('/') != std::string::npos)
    return Error{ErrorCode::kInvalid, "\"" + offer.name + "\": the name of a pack has no /"};
  const std::string path = "packs/" + offer.name + "/" + offer.name + ".pack";
  if (Status may = CheckMayOffer(repository, offer.role, path); !may) return may.error();
  if (Status good = CheckName(*pack, offer.name); !good) return good.error();
  if (Status newer = CheckIsNewer(repository.Read(offer.role)["targets"], path, pack->version); !newer)
    return newer.error();
  const DeltaPlace place{files, folder, offer.name, offer.role};
  auto deltas = ReplaceDeltas(repository, place,
                              {.body = pack->body, .version = pack->version, .file_bytes = file.size()});
  if (!deltas) return deltas.error();
  OfferedPack offered{path, pack->version, file.size(), deltas->size()};
  const Json custom = Describe(*pack, offer, now, *std::move(deltas));
  if (Status added = repository.AddTarget(offer.role, path, std::string(file), custom); !added)
    return added.error();
  return offered;
}

}  // namespace watchword::publish

// SPDX-License-Identifier: Apache-2.0
#include "publish/deltas.h"

#include <vector>

#include "publish/bases.h"
#include "publish/make_delta.h"
#include "publish/roles.h"
#include "tuf/digest.h"

namespace watchword::publish {
namespace {

using tuf::Json;

constexpr std::size_t kShownDigits = 16;

Status RemoveDeltas(Repository& repository, const DeltaPlace& place) {
  const std::string prefix = "deltas/" + place.name + "/";
  std::vector<std::string> old;
  for (const auto& [path, info] : repository.Read(place.role)["targets"].items()) {
    if (path.starts_with(prefix)) old.push_back(path);
  }
  for (const std::string& path : old) {
    if (Status removed = repository.RemoveTarget(place.role, path); !removed) return removed;
  }
  return {};
}

// Adds one entry to `list`, or none when it would not pay.
Status AddDelta(Repository& repository, const DeltaPlace& place, const DeltaGoal& goal,
                const std::string& base, Json& list) {
  auto delta = MakeDelta(base, goal.body);
  if (!delta) return delta.error();
  if (delta->size() > goal.file_bytes / kLeastSaving) return {};
  const std::string from = tuf::Sha256Hex(base);
  const std::string to = tuf::Sha256Hex(goal.body);
  const std::string path =
      "deltas/" + place.name + "/" + from.substr(0, kShownDigits) + "-" + to.substr(0, kShownDigits) + ".zst";
  // Deltas are not worth a refusal: a role that has no say in them publishes whole packs.
  if (!CheckMayOffer(repository, place.role, path)) return {};
  if (Status added = repository.AddTarget(place.role, path, *std::move(delta)); !added) return added;
  list.push_back(Json{{"from_sha256", from}, {"path", path}});
  return {};
}

}  // namespace

Result<Json> ReplaceDeltas(Repository& repository, const DeltaPlace& place, const DeltaGoal& goal) {
  if (Status removed = RemoveDeltas(repository, place); !removed) return removed.error();
  const auto paths =
      FindBases(place.files, place.folder, place.name, static_cast<std::uint32_t>(goal.version));
  if (!paths) return paths.error();
  Json list = Json::array();
  for (const std::string& path : *paths) {
    const auto base = ReadBase(place.files, path);
    if (!base) continue;
    if (Status added = AddDelta(repository, place, goal, *base, list); !added) return added.error();
  }
  return list;
}

}  // namespace watchword::publish

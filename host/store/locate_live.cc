// SPDX-License-Identifier: Apache-2.0
#include "store/locate_live.h"

#include <cstdlib>
#include <limits>
#include <utility>

#include "pack/merge.h"
#include "store/store.h"

namespace watchword::store {
namespace {

bool IsChosen() {
  const char* chosen = std::getenv("WATCHWORD_PACK");
  return chosen != nullptr && *chosen != '\0';
}

// A pack that does not say its version has the number it was installed under.
std::uint32_t VersionOf(const pack::Head& head, const PackEntry& entry) {
  if (head.version != 0) return head.version;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(entry.sequence < kMost ? entry.sequence : kMost);
}

// Nothing when nothing was installed, or nothing that is whole.
std::vector<Located> LocateInstalled() {
  const auto folder = DataFolder();
  const auto store = folder ? Store::OpenExisting(*folder) : folder.error();
  const auto live = store ? store->Live() : store.error();
  std::vector<Located> installed;
  if (!live) return installed;
  for (const LivePack& one : live->packs) {
    auto found = pack::ReadPackHead(one.path, base::PosixFileSystem());
    if (!found) continue;
    found->head.version = VersionOf(found->head, one.entry);
    Located located{one.entry.name, one.path, std::move(found->head), one.entry.identity};
    const auto place = one.entry.name == kBase ? installed.begin() : installed.end();
    installed.insert(place, std::move(located));
  }
  return installed;
}

}  // namespace

Result<bool> MendInstalled() {
  const auto folder = DataFolder();
  if (!folder) return folder.error();
  auto store = Store::OpenExisting(*folder);
  if (!store) return store.error();
  const auto lock = store->TakeLock();
  if (!lock) return lock.error();
  if (!*lock) return Error{ErrorCode::kIo, kBusy};
  const auto before = store->Live();
  if (const Status swept = store->Sweep(**lock); !swept) return swept.error();
  const auto after = store->Live();
  return before && after && before->generation != after->generation;
}

Result<std::vector<Located>> LocateLive(const base::FileSystem& files) {
  const auto shipped = pack::LocateHead("", files);
  auto live = IsChosen() ? std::vector<Located>() : LocateInstalled();
  const bool has_base = !live.empty() && live.front().name == kBase;
  if (!shipped && !has_base) return shipped.error();
  if (!shipped || (has_base && live.front().head.version >= shipped->head.version)) return live;
  if (has_base) live.erase(live.begin());
  live.insert(live.begin(), {kBase, shipped->path, shipped->head, ""});
  return live;
}

std::string DigestOf(const std::vector<Located>& packs) {
  std::vector<std::string> digests;
  for (const Located& one : packs) digests.push_back(one.head.digest);
  return pack::CombinedDigest(digests);
}

}  // namespace watchword::store

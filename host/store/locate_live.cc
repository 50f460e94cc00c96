// SPDX-License-Identifier: Apache-2.0
#include "store/locate_live.h"

#include <cstdlib>
#include <limits>

#include "store/store.h"

namespace watchword::store {
namespace {

constexpr const char* kBase = "base";

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

}  // namespace

Result<pack::PackHead> LocateInstalled() {
  const auto folder = DataFolder();
  if (!folder) return folder.error();
  const auto store = Store::OpenExisting(*folder);
  if (!store) return store.error();
  const auto live = store->Live();
  if (!live) return live.error();
  const LivePack* base = live->Find(kBase);
  if (base == nullptr) return Error{ErrorCode::kNotFound, *folder + ": no pack named base"};
  auto found = pack::ReadPackHead(base->path, base::PosixFileSystem());
  if (!found) return found;
  found->head.version = VersionOf(found->head, base->entry);
  return found;
}

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

Result<pack::PackHead> LocateLive(const base::FileSystem& files) {
  auto shipped = pack::LocateHead("", files);
  if (IsChosen()) return shipped;
  auto installed = LocateInstalled();
  if (!installed) return shipped;
  const bool is_older = shipped && installed->head.version < shipped->head.version;
  return is_older ? shipped : installed;
}

}  // namespace watchword::store

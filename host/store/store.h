// SPDX-License-Identifier: Apache-2.0
// The installed packs of this user (docs/decisions/0019).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/folder.h"
#include "store/generation.h"
#include "store/lock.h"
#include "store/manifest.h"
#include "store/state.h"

namespace watchword::store {

// A pack that was verified by whoever brings it.
struct NewPack {
  std::string name;            // IsPackName
  std::string file;            // envelope and body
  std::uint64_t sequence = 0;  // not below that of the live pack of this name
  std::string identity;        // a hash of the body, say; what a rollback remembers
};

struct LivePack {
  PackEntry entry;
  std::string path;
};

struct LivePacks {
  std::uint64_t generation = 0;
  std::int64_t installed = 0;   // seconds since 1970
  std::vector<LivePack> packs;  // in the order they were installed in
  std::string why_older;        // what is wrong with the generation that should be live; mostly empty

  // Nothing when none has the name.
  const LivePack* Find(const std::string& name) const;
};

// Everything that changes something wants the lock, so that who forgot it does not compile.
class Store {
 public:
  // Makes the folder when it is not there. Errors: kForeign (not ours alone), kIo.
  static Result<Store> Open(const std::string& folder);
  // Only looks. Error: kNotFound too.
  static Result<Store> OpenExisting(const std::string& folder);

  // Reads a few kilobytes with Care::kHeads. A generation that is damaged is passed over for the newest whole
  // one, all of which is read. Errors: kNotFound when nothing was installed; kInvalid when nothing is whole.
  Result<LivePacks> Live(Care care = Care::kHeads) const;

  Result<std::optional<Lock>> TakeLock() const { return Lock::Take(folder_); }

  // Whatever ends the process on the way, and whichever call fails: what is live then is the old or the new,
  // as a whole. On success the new is on the disk. Without packs, what came with the program is live. Returns
  // its number. Errors: kInvalid (a name, a pack that is none, a sequence that goes back, a pack that was
  // rolled back), kTooLarge, kIo.
  Result<std::uint64_t> Install(const Lock& lock, std::span<const NewPack> packs, std::int64_t now);

  // Makes the generation before live again and remembers what the packs that go are, so that they are not
  // installed again. Error: kNotFound when there is none before; kIo.
  Status Rollback(const Lock& lock);

  // Removes what interrupted programs left and all but the live generation and the one before it. If what
  // should be live is damaged, what Live() falls back to is made so first. Error: kIo.
  Status Sweep(const Lock& lock);

  State LoadState() const { return store::LoadState(folder_); }
  Status SaveState(const Lock& lock, const State& state) const;

  const Folder& folder() const { return folder_; }

 private:
  struct Found {
    Generation generation;
    std::string why_older;
  };
  explicit Store(Folder folder) : folder_(std::move(folder)) {}

  Result<Pointer> ReadCurrent() const;
  Result<Generation> ReadPointedAt(const Folder& generations, Care care) const;
  Result<Found> Find(Care care) const;
  Status CheckNew(const NewPack& pack, const std::optional<Found>& live) const;
  Status Point(const Generation& generation) const;

  Folder folder_;
};

}  // namespace watchword::store

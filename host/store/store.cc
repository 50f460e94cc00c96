// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "pack/envelope.h"
#include "store/disk.h"

namespace watchword::store {
namespace {

// The newest below `below` that is whole.
Result<Generation> NewestWhole(const Folder& generations, std::uint64_t below) {
  const auto numbers = NumbersIn(generations);
  if (!numbers) return numbers.error();
  for (const std::uint64_t number : *numbers) {
    if (number >= below) continue;
    auto generation = ReadGeneration(generations, number, Care::kWhole);
    if (generation) return generation;
  }
  return Error{ErrorCode::kNotFound, generations.path() + ": no generation that is whole"};
}

PackEntry EntryOf(const NewPack& pack, const pack::Head& head) {
  return {pack.name, head.digest, pack.file.size(), pack.sequence, pack.identity};
}

// The folder of a new generation with everything in it on the disk; not live yet.
Status WriteGeneration(const Folder& folder, std::span<const NewPack> packs, const std::string& manifest) {
  for (const NewPack& pack : packs) {
    if (const Status written = WriteNew(folder, FileOf(pack.name), pack.file); !written) return written;
  }
  // Last, so that a generation with a manifest has its packs.
  if (const Status written = WriteNew(folder, kManifest, manifest); !written) return written;
  return Sync(folder);
}

Result<Generation> Stage(const Folder& generations, std::uint64_t number, std::span<const NewPack> packs,
                         std::int64_t now) {
  Generation generation{number, {.packs = {}, .installed = now}, {}};
  for (const NewPack& pack : packs) {
    const auto head = pack::ReadHead(pack.file);
    if (!head) return Context(pack.name, head.error());
    generation.manifest.packs.push_back(EntryOf(pack, *head));
  }
  const std::string text = ToText(generation.manifest);
  generation.manifest_digest = pack::DigestOf(text);
  const auto folder = generations.MakeBelow(NameOf(number));
  if (!folder) return folder.error();
  if (const Status written = WriteGeneration(*folder, packs, text); !written) {
    // Nothing names it yet; if this fails too, Sweep does it.
    static_cast<void>(RemoveFolder(generations, NameOf(number), kManifest));
    return written.error();
  }
  return generation;
}

Status RemoveUnfinished(const Folder& folder) {
  const auto names = NamesIn(folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const Status gone = name.ends_with(kUnfinished) ? RemoveFile(folder, name) : Status();
    if (!gone) return gone;
  }
  return {};
}

}  // namespace

const LivePack* LivePacks::Find(const std::string& name) const {
  const auto found = std::find_if(packs.begin(), packs.end(),
                                  [&name](const LivePack& pack) { return pack.entry.name == name; });
  return found == packs.end() ? nullptr : &*found;
}

Result<Store> Store::Open(const std::string& folder) {
  auto open = Folder::Make(folder);
  if (!open) return open.error();
  return Store(*std::move(open));
}

Result<Store> Store::OpenExisting(const std::string& folder) {
  auto open = Folder::Open(folder);
  if (!open) return open.error();
  return Store(*std::move(open));
}

Result<Pointer> Store::ReadCurrent() const {
  const auto text = ReadFile(folder_, kCurrent, 256);
  if (!text) return text.error();
  return ReadPointer(*text);
}

Result<Generation> Store::ReadPointedAt(const Folder& generations, Care care) const {
  const auto pointer = ReadCurrent();
  if (!pointer) return pointer.error();
  auto generation = ReadGeneration(generations, pointer->number, care);
  if (!generation) return generation;
  if (generation->manifest_digest != pointer->manifest_digest)
    return Error{ErrorCode::kInvalid,
                 generations.At(NameOf(pointer->number)) + ": not the manifest that " + kCurrent + " names"};
  return generation;
}

Result<Store::Found> Store::Find(Care care) const {
  const auto generations = folder_.OpenBelow(kGenerations);
  if (!generations) return generations.error();
  auto generation = ReadPointedAt(*generations, care);
  if (generation) return Found{*std::move(generation), {}};
  const std::string why = generation.error().message;
  const auto pointer = ReadCurrent();
  // A generation above the one that counts was never finished.
  auto older = NewestWhole(*generations, pointer ? pointer->number : ~std::uint64_t{0});
  if (older) return Found{*std::move(older), why};
  if (!pointer && pointer.error().code == ErrorCode::kNotFound)
    return Error{ErrorCode::kNotFound, folder_.path() + ": nothing was installed"};
  return Error{ErrorCode::kInvalid, why};
}

Result<LivePacks> Store::Live(Care care) const {
  auto found = Find(care);
  if (!found) return found.error();
  const Generation& generation = found->generation;
  LivePacks live{generation.number, generation.manifest.installed, {}, found->why_older};
  const std::string folder = folder_.At(kGenerations) + "/" + NameOf(generation.number) + "/";
  for (const PackEntry& entry : generation.manifest.packs)
    live.packs.push_back({entry, folder + FileOf(entry.name)});
  return live;
}

Status Store::CheckNew(const NewPack& pack, const std::optional<Found>& live) const {
  const auto invalid = [&pack](const std::string& what) {
    return Error{ErrorCode::kInvalid, pack.name + ": " + what};
  };
  if (!IsPackName(pack.name)) return invalid("not the name of a pack");
  if (const Status whole = pack::CheckStored(pack.file); !whole) return Context(pack.name, whole.error());
  if (Refuses(LoadState(), pack.identity)) return invalid("was installed before, and taken back");
  if (!live) return {};
  for (const PackEntry& entry : live->generation.manifest.packs) {
    if (entry.name == pack.name && pack.sequence < entry.sequence)
      return invalid("sequence " + std::to_string(pack.sequence) + " is older than the installed " +
                     std::to_string(entry.sequence));
  }
  return {};
}

Status Store::Point(const Generation& generation) const {
  return Replace(folder_, kCurrent, ToText(Pointer{generation.number, generation.manifest_digest}));
}

Result<std::uint64_t> Store::Install(const Lock&, std::span<const NewPack> packs, std::int64_t now) {
  const auto generations = folder_.MakeBelow(kGenerations);
  if (!generations) return generations.error();
  auto found = Find(Care::kHeads);
  const auto live = found ? std::optional<Found>(*std::move(found)) : std::nullopt;
  std::set<std::string> names;
  for (const NewPack& pack : packs) {
    if (const Status good = CheckNew(pack, live); !good) return good.error();
    if (!names.insert(pack.name).second) return Error{ErrorCode::kInvalid, pack.name + ": there twice"};
  }
  if (packs.size() > kMaxPacks)
    return Error{ErrorCode::kTooLarge,
                 std::to_string(packs.size()) + " packs, at most " + std::to_string(kMaxPacks)};
  const auto numbers = NumbersIn(*generations);
  if (!numbers) return numbers.error();
  const auto pointer = ReadCurrent();
  const std::uint64_t highest =
      std::max(numbers->empty() ? 0 : numbers->front(), pointer ? pointer->number : 0);
  const auto staged = Stage(*generations, highest + 1, packs, now);
  if (!staged) return staged.error();
  if (const Status pointed = Point(*staged); !pointed) return pointed.error();
  return staged->number;
}

Status Store::Rollback(const Lock& lock) {
  const auto live = Find(Care::kHeads);
  if (!live) return live.error();
  const auto generations = folder_.OpenBelow(kGenerations);
  if (!generations) return generations.error();
  const auto before = NewestWhole(*generations, live->generation.number);
  if (!before) return Error{ErrorCode::kNotFound, "there is no generation to go back to"};
  // First, so that an update that comes between does not bring it again.
  State state = LoadState();
  for (const PackEntry& gone : live->generation.manifest.packs) {
    const auto& kept = before->manifest.packs;
    const bool stays = std::any_of(kept.begin(), kept.end(),
                                   [&gone](const PackEntry& one) { return one.identity == gone.identity; });
    if (!stays) Refuse(state, gone.identity);
  }
  if (const Status saved = SaveState(lock, state); !saved) return saved;
  if (const Status pointed = Point(*before); !pointed) return pointed;
  // What should not come back must not be what a damaged CURRENT falls back to. Sweep would remove it too.
  return RemoveFolder(*generations, NameOf(live->generation.number), kManifest);
}

Status Store::Sweep(const Lock&) {
  if (const Status swept = RemoveUnfinished(folder_); !swept) return swept;
  const auto generations = folder_.OpenBelow(kGenerations);
  if (!generations)
    return generations.error().code == ErrorCode::kNotFound ? Status() : Status(generations.error());
  const auto live = Find(Care::kWhole);
  // Where nothing can be read, nothing is removed: it may be the disk's bad moment.
  if (!live && live.error().code != ErrorCode::kNotFound) return live.error();
  const std::uint64_t number = live ? live->generation.number : 0;
  if (live && !live->why_older.empty()) {
    if (const Status mended = Point(live->generation); !mended) return mended;
  }
  const auto before = NewestWhole(*generations, number);
  const auto numbers = NumbersIn(*generations);
  if (!numbers) return numbers.error();
  for (const std::uint64_t one : *numbers) {
    if (one == number || (before && one == before->number)) continue;
    if (const Status gone = RemoveFolder(*generations, NameOf(one), kManifest); !gone) return gone;
  }
  return Sync(*generations);
}

Status Store::SaveState(const Lock&, const State& state) const {
  return store::SaveState(folder_, state);
}

}  // namespace watchword::store

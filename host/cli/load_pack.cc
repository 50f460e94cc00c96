// SPDX-License-Identifier: Apache-2.0
#include "cli/load_pack.h"

#include <cstdlib>

#include "compile/compile_pack.h"
#include "pack/decode.h"
#include "pack/locate.h"
#include "pack/merge.h"
#include "store/locate_live.h"

namespace watchword::cli {
namespace {

using Rules = Result<std::shared_ptr<const assess::Ruleset>>;

Rules Compile(const pack::VerifiedPack& verified) {
  const auto pack = pack::Decode(verified);
  if (!pack) return pack.error();
  const auto image = compile::CompileInMemory(*pack, verified.digest());
  if (!image) return image.error();
  return assess::Ruleset::Open(*image);
}

bool IsChosen(const std::string& chosen) {
  return !chosen.empty() || std::getenv("WATCHWORD_PACK") != nullptr;
}

Rules CompileTogether(const std::vector<store::Located>& live, const base::FileSystem& files) {
  std::vector<pack::NamedFile> packs;
  for (const store::Located& one : live) {
    auto file = files.Read(one.path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
    if (!file) return file.error();
    packs.push_back({one.name, *std::move(file), ""});
  }
  const auto all = pack::Combine(packs);
  if (!all) return Context(live.front().path, all.error());
  const auto image = compile::CompileInMemory(all->pack, all->digest);
  if (!image) return Context(live.front().path, image.error());
  return assess::Ruleset::Open(*image);
}

}  // namespace

Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files) {
  const auto located = pack::Locate(chosen, files);
  if (!located) {
    // What was installed by an update is looked for last: scanning depends on nothing that was installed.
    const bool is_lost = IsChosen(chosen) || located.error().code != ErrorCode::kNotFound;
    auto installed = is_lost ? Result<LoadedPack>(located.error()) : LoadLive(files);
    return installed ? std::move(installed) : located.error();
  }
  const auto verified = pack::Verify(located->bytes);
  if (!verified) return Context(located->path, verified.error());
  // An image that is missing or odd costs a compilation, nothing else.
  auto rules = assess::Ruleset::OpenCached(verified->digest());
  if (!rules) rules = Compile(*verified);
  if (!rules) return Context(located->path, rules.error());
  return LoadedPack{located->path, *std::move(rules)};
}

Result<LoadedPack> LoadLive(const base::FileSystem& files) {
  const auto live = store::LocateLive(files);
  if (!live) return live.error();
  auto rules = assess::Ruleset::OpenCached(store::DigestOf(*live));
  if (!rules) rules = CompileTogether(*live, files);
  if (!rules) return rules.error();
  return LoadedPack{live->front().path, *std::move(rules)};
}

}  // namespace watchword::cli

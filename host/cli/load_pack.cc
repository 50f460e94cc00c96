// SPDX-License-Identifier: Apache-2.0
#include "cli/load_pack.h"

#include <cstdlib>

#include "compile/compile_pack.h"
#include "pack/decode.h"
#include "pack/locate.h"
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

// What was installed by an update is looked for last: scanning depends on nothing that was installed.
Result<pack::LocatedPack> Locate(const std::string& chosen, const base::FileSystem& files) {
  auto located = pack::Locate(chosen, files);
  if (located || !chosen.empty() || located.error().code != ErrorCode::kNotFound) return located;
  const auto installed = store::LocateInstalled();
  if (!installed || std::getenv("WATCHWORD_PACK") != nullptr) return located;
  auto bytes = files.Read(installed->path, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return bytes.error();
  return pack::LocatedPack{installed->path, *std::move(bytes)};
}

}  // namespace

Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files) {
  const auto located = Locate(chosen, files);
  if (!located) return located.error();
  const auto verified = pack::Verify(located->bytes);
  if (!verified) return Context(located->path, verified.error());
  // An image that is missing or odd costs a compilation, nothing else.
  auto rules = assess::Ruleset::OpenCached(verified->digest());
  if (!rules) rules = Compile(*verified);
  if (!rules) return Context(located->path, rules.error());
  return LoadedPack{located->path, *std::move(rules)};
}

}  // namespace watchword::cli

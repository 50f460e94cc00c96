// SPDX-License-Identifier: Apache-2.0
#include "cli/load_pack.h"

#include "compile/compile_pack.h"
#include "pack/decode.h"
#include "pack/locate.h"

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

}  // namespace

Result<LoadedPack> LoadPack(const std::string& chosen, const base::FileSystem& files) {
  const auto located = pack::Locate(chosen, files);
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

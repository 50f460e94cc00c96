// SPDX-License-Identifier: Apache-2.0
#include "app/open_rules.h"

#include "image/cache.h"
#include "match/literals.h"
#include "pack/envelope.h"
#include "pack/locate.h"

namespace watchword::app {
namespace {

Result<std::shared_ptr<const assess::Ruleset>> OpenImage(const std::string& digest) {
  const auto folder = image::CacheFolder();
  if (!folder) return folder.error();
  const std::string key = image::KeyFor(digest, match::LibraryVersion());
  const auto image = image::Map(image::PathFor(*folder, key), key);
  if (!image) return image.error();
  return assess::Ruleset::Open(*image);
}

}  // namespace

Rules OpenRules(const base::FileSystem& files) {
  const auto located = pack::Locate("", files);
  if (!located) return {nullptr, {message::Code::kNoPack, located.error().message}};
  const auto digest = pack::ClaimedDigest(located->bytes);
  if (!digest) return {nullptr, {message::Code::kNoPack, located->path + ": " + digest.error().message}};
  auto ruleset = OpenImage(*digest);
  if (!ruleset) return {nullptr, {message::Code::kImageMissing, ruleset.error().message}};
  return {*std::move(ruleset), {}};
}

}  // namespace watchword::app

// SPDX-License-Identifier: Apache-2.0
#include "app/open_rules.h"

#include "pack/envelope.h"
#include "pack/locate.h"

namespace watchword::app {

Rules OpenRules(const base::FileSystem& files) {
  const auto located = pack::Locate("", files);
  if (!located) return {nullptr, {message::Code::kNoPack, located.error().message}};
  const auto digest = pack::ClaimedDigest(located->bytes);
  if (!digest) return {nullptr, {message::Code::kNoPack, located->path + ": " + digest.error().message}};
  auto ruleset = assess::Ruleset::OpenCached(*digest);
  if (!ruleset) return {nullptr, {message::Code::kImageMissing, ruleset.error().message}};
  return {*std::move(ruleset), {}};
}

}  // namespace watchword::app

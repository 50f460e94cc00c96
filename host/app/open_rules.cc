// SPDX-License-Identifier: Apache-2.0
#include "app/open_rules.h"

#include "store/locate_live.h"

namespace watchword::app {

Rules OpenRules(const base::FileSystem& files) {
  const auto located = store::LocateLive(files);
  if (!located) return {nullptr, {message::Code::kNoPack, located.error().message}};
  auto ruleset = assess::Ruleset::OpenCached(located->head.digest);
  if (!ruleset) return {nullptr, {message::Code::kImageMissing, ruleset.error().message}};
  return {*std::move(ruleset), {}};
}

}  // namespace watchword::app

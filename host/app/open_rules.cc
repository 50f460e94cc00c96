// SPDX-License-Identifier: Apache-2.0
#include "app/open_rules.h"

#include <filesystem>

#include "image/cache.h"
#include "pack/locate.h"
#include "store/folder.h"
#include "store/locate_live.h"

namespace watchword::app {

Rules OpenRules(const base::FileSystem& files) {
  const auto located = store::LocateLive(files);
  if (!located) return {nullptr, {message::Code::kNoPack, located.error().message}};
  auto ruleset = assess::Ruleset::OpenCached(store::DigestOf(*located));
  if (!ruleset) return {nullptr, {message::Code::kImageMissing, ruleset.error().message}};
  return {*std::move(ruleset), {}};
}

std::vector<std::string> FoldersToRead() {
  std::vector<std::string> folders;
  for (const std::string& pack : pack::PackCandidates("")) {
    const std::string folder = std::filesystem::path(pack).parent_path().string();
    folders.push_back(folder.empty() ? "." : folder);
  }
  if (const auto data = store::DataFolder()) {
    static_cast<void>(static_cast<bool>(store::Folder::Make(*data)));
    folders.push_back(*data);
  }
  if (const auto cache = image::CacheFolder()) {
    std::error_code ignored;
    std::filesystem::create_directories(*cache, ignored);
    folders.push_back(*cache);
  }
  return folders;
}

}  // namespace watchword::app

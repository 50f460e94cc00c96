// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "peer.h"

namespace watchword::bench {

std::unique_ptr<Peer> MakePeer(const std::string& name) {
  static const std::map<std::string, std::unique_ptr<Peer> (*)()> kPeers = {
      {"ours", MakeOurs},      {"normalize", MakeNormalize},      {"hyperscan", MakeHyperscan},
      {"re2-set", MakeRe2Set}, {"filtered-re2", MakeFilteredRe2}, {"pcre2", MakePcre2}};
  const auto found = kPeers.find(name);
  return found == kPeers.end() ? nullptr : found->second();
}

}  // namespace watchword::bench

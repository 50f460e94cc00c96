// SPDX-License-Identifier: Apache-2.0
// One way to find phrases in text.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "phrases.h"
#include "texts.h"

namespace watchword::bench {

class Peer {
 public:
  virtual ~Peer() = default;

  // Error: in the peer's own words why it refuses.
  virtual Status Build(const BenchPhrases& phrases) = 0;

  // How many different phrases stand in the document; nothing when the peer gave up.
  virtual std::optional<std::size_t> Count(const Document& document) = 0;

  // Bytes of what was built, where the peer can tell.
  virtual std::size_t DatabaseBytes() const { return 0; }

  // What a reader of the figures must know about this build.
  virtual std::string Note() const { return ""; }
};

// Names: ours, normalize, hyperscan, re2-set, filtered-re2, pcre2. Null for any other.
std::unique_ptr<Peer> MakePeer(const std::string& name);

std::unique_ptr<Peer> MakeOurs();
std::unique_ptr<Peer> MakeNormalize();
std::unique_ptr<Peer> MakeHyperscan();
std::unique_ptr<Peer> MakeRe2Set();
std::unique_ptr<Peer> MakeFilteredRe2();
std::unique_ptr<Peer> MakePcre2();

}  // namespace watchword::bench

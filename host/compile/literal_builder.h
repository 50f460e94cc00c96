// SPDX-License-Identifier: Apache-2.0
// The literals of all phrases as one Hyperscan database (match/literals.h).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/result.h"
#include "compile/anchor.h"
#include "image/image.h"
#include "match/literals.h"

namespace watchword::compile {

class LiteralBuilder {
 public:
  void Add(std::uint32_t phrase, const std::vector<Literal>& literals);

  std::size_t size() const { return postings_.size(); }

  // Errors: kInvalid when the library refuses, kIo when there is no memory.
  Status Write(image::Builder& image) const;

 private:
  std::uint32_t NumberOf(const Companions& companions);

  std::map<std::vector<match::Symbol>, std::vector<match::Posting>> postings_;
  std::map<Companions, std::uint32_t> numbers_{{{}, 0}};
  std::vector<Companions> companions_{{}};  // each once, by number
};

}  // namespace watchword::compile

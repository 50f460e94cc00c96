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
  Status Write(std::size_t symbols, image::Builder& image) const;

 private:
  // A phrase's posting, companions by value.
  struct Draft {
    std::uint32_t phrase = 0;
    std::uint16_t left_cost = 0;
    std::uint16_t right_cost = 0;
    Companions left;
    Companions right;
  };

  std::map<std::vector<match::Symbol>, std::vector<Draft>> postings_;
};

}  // namespace watchword::compile

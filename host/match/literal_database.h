// SPDX-License-Identifier: Apache-2.0
// Many literals, one pass: the part of the work Hyperscan does.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct hs_database;
struct hs_scratch;

namespace watchword::match {

struct LiteralHit {
  std::uint32_t literal = 0;  // index into what was compiled
  std::uint32_t end = 0;      // byte behind it
};

// Scratch memory for one thread.
struct FreeScratch {
  void operator()(hs_scratch* scratch) const;
};
using Scratch = std::unique_ptr<hs_scratch, FreeScratch>;

// Immutable once compiled; shared freely between threads.
class LiteralDatabase {
 public:
  // Bytes are matched as they are: no case, no UTF-8 mode (docs/decisions/0003).
  // Error: kInvalid when the library refuses a literal; names it.
  static Result<LiteralDatabase> Compile(std::span<const std::string> literals);

  // Error: kIo when there is no memory.
  Result<Scratch> MakeScratch() const;

  // Every occurrence of every literal, in order of their ends, at most
  // `max_hits`; `truncated` tells when there were more. Error: kIo when the
  // library fails: the text is then unknown, never clean.
  struct Found {
    std::vector<LiteralHit> hits;
    bool truncated = false;
  };
  Result<Found> Find(std::string_view bytes, std::size_t max_hits, hs_scratch* scratch) const;

 private:
  struct FreeDatabase {
    void operator()(hs_database* database) const;
  };
  LiteralDatabase() = default;
  std::unique_ptr<hs_database, FreeDatabase> database_;  // none when there are no literals
};

}  // namespace watchword::match

// SPDX-License-Identifier: Apache-2.0
// A pack in, a compiled image of it out: what a host needs, and nothing that it would have to compile.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "compile/phrase.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::compile {

// Phrases of a pack in all, orders and lists spelled out. Two million take seven seconds and 600 MB while
// they are compiled; the updater's child may have a gigabyte.
inline constexpr std::size_t kMaxPackElements = 3'000'000;

// Told what is being compiled: "investment/pitch/en/x, guaranteed ... profit".
using OnProgress = std::function<void(const std::string& rule_and_phrase)>;

// `digest` is the pack's, `key` image::KeyFor it. Errors: kInvalid, kTooLarge, naming rule and phrase; kIo.
Result<image::Bytes> CompilePack(const pack::Pack& pack, std::string_view digest, std::string_view key,
                                 const OnProgress& on_progress = nullptr);

// The same, checked and in memory, for one who needs it here and now.
Result<std::shared_ptr<const image::Image>> CompileInMemory(const pack::Pack& pack, std::string_view digest);

// A word of a number, of money, of time as texts have it after normalisation. None when it is not one word,
// or, in scripts without spaces, one row of characters.
std::optional<std::string> NormalUnit(std::string_view word);

// The lists of a pack's languages, each read once. REQUIRES: the pack outlives it and does not change.
class PackLists {
 public:
  explicit PackLists(const pack::Pack& pack) : pack_(pack) {}

  // Of one language; none when it has none.
  SharedLists& Of(const std::string& language);

 private:
  const pack::Pack& pack_;
  std::map<std::string, SharedLists> lists_;
};

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
// A pack in, a compiled image of it out: what a host needs, and nothing that it would have to compile.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "compile/phrase.h"
#include "image/image.h"
#include "pack/pack.h"

namespace watchword::compile {

// Phrases of a pack in all, orders and lists spelled out: what seven seconds of compiling and a fifth of a
// gigabyte are good for.
inline constexpr std::size_t kMaxPackElements = 2'000'000;

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

// The lists of one language, or none.
const Lists& ListsOf(const pack::Pack& pack, const std::string& language);

}  // namespace watchword::compile

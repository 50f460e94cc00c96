// SPDX-License-Identifier: Apache-2.0
// Phrases in, the tables of a compiled image out.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "compile/frequency.h"
#include "compile/phrase.h"
#include "image/image.h"
#include "match/phrase_set.h"

namespace watchword::compile {

// Failed while it compiled this phrase, or nothing when no single phrase is to blame.
struct Failure {
  std::optional<std::size_t> phrase;
  Error error;
};

// Called before each phrase, and with nothing before all of them together: whoever compiles under limits
// learns what it was at.
using OnPhrase = std::function<void(std::optional<std::size_t> phrase)>;

// Adds the tables of match to `image`. The failure's errors: kTooLarge (a phrase stretches or branches too
// far, too many words), kInvalid (no piece that can be searched for; the library refuses), kIo (no memory).
std::optional<Failure> WritePhrases(const std::vector<Phrase>& phrases, const match::NumberWords& words,
                                    const FrequencyTable& frequency, image::Builder& image,
                                    const OnPhrase& on_phrase = nullptr);

// The same, opened in memory, for one who needs it here and now.
Result<std::shared_ptr<const match::PhraseSet>> CompilePhrases(const std::vector<Phrase>& phrases,
                                                               const match::NumberWords& words,
                                                               const FrequencyTable& frequency = {});

}  // namespace watchword::compile

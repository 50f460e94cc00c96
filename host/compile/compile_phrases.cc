// SPDX-License-Identifier: Apache-2.0
#include "compile/compile_phrases.h"

#include <string>
#include <utility>

#include "compile/anchor.h"
#include "compile/automaton_builder.h"
#include "compile/literal_builder.h"
#include "compile/vocabulary_builder.h"

namespace watchword::compile {
namespace {

constexpr std::string_view kNoKey = "";

// What undoes evasions keeps this much text around them.
Status CheckWidth(const Phrase& phrase) {
  const std::size_t tokens = MaxTokens(phrase.elements);
  if (tokens <= text::kEvasionReach) return {};
  return Error{ErrorCode::kTooLarge, "can stretch over " + std::to_string(tokens) + " words, at most " +
                                         std::to_string(text::kEvasionReach)};
}

Status CompileOne(std::size_t index, const Phrase& phrase, const VocabularyBuilder& vocabulary,
                  AnchorChooser& chooser, AutomatonBuilder& automata, LiteralBuilder& literals) {
  if (const Status fits = CheckWidth(phrase); !fits) return fits;
  if (const Status added = automata.Add(phrase, vocabulary); !added) return added;
  const auto anchor = chooser.Choose(phrase);
  if (anchor.empty()) {
    return Error{ErrorCode::kInvalid, "every piece has more than " + std::to_string(kMaxLiterals) +
                                          " spellings: give it a word of its own"};
  }
  literals.Add(static_cast<std::uint32_t>(index), anchor);
  return {};
}

}  // namespace

std::optional<Failure> WritePhrases(const std::vector<Phrase>& phrases, const match::NumberWords& words,
                                    const FrequencyTable& frequency, image::Builder& image,
                                    const OnPhrase& on_phrase) {
  VocabularyBuilder vocabulary;
  vocabulary.Add(words);
  if (const Status fits = vocabulary.CheckSize(); !fits) return Failure{std::nullopt, fits.error()};
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    vocabulary.Add(phrases[i].elements);
    if (const Status fits = vocabulary.CheckSize(); !fits) return Failure{i, fits.error()};
  }
  vocabulary.Number();
  const Frequency shares(frequency, phrases);
  AnchorChooser chooser(shares, vocabulary);
  AutomatonBuilder automata;
  LiteralBuilder literals;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (on_phrase) on_phrase(i);
    const Status compiled = CompileOne(i, phrases[i], vocabulary, chooser, automata, literals);
    if (!compiled) return Failure{i, compiled.error()};
  }
  if (on_phrase) on_phrase(std::nullopt);
  vocabulary.Write(image);
  automata.Write(image);
  image.Add(image::Section::kUnits, match::WriteNumberWords(words));
  if (const Status written = literals.Write(vocabulary.size(), image); !written)
    return Failure{std::nullopt, written.error()};
  return std::nullopt;
}

Result<std::shared_ptr<const match::PhraseSet>> CompilePhrases(const std::vector<Phrase>& phrases,
                                                               const match::NumberWords& words,
                                                               const FrequencyTable& frequency) {
  image::Builder builder;
  if (auto failure = WritePhrases(phrases, words, frequency, builder)) return std::move(failure->error);
  auto bytes = builder.Finish(kNoKey);
  if (!bytes) return bytes.error();
  auto verified = image::Verify(*std::move(bytes), kNoKey);
  if (!verified) return verified.error();
  return match::PhraseSet::Open(*std::move(verified));
}

}  // namespace watchword::compile

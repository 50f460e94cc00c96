// SPDX-License-Identifier: Apache-2.0
// Our engine on raw text. The only file of the peers that knows it.
#include <set>

#include "compile/compile_phrases.h"
#include "match/scanner.h"
#include "peer.h"

namespace watchword::bench {
namespace {

match::NumberWords NumberWordsOf(const pack::WordLists& units) {
  const auto words = [&units](std::string_view name) {
    const auto list = units.find(name);
    return list == units.end() ? std::set<std::string, std::less<>>{}
                               : std::set<std::string, std::less<>>(list->second.begin(), list->second.end());
  };
  return {words("numbers"),  words("scales"),           words("currencies"),
          words("percents"), words("percent_prefixes"), words("durations")};
}

class Ours final : public Peer {
 public:
  Status Build(const BenchPhrases& phrases) override {
    std::vector<compile::Phrase> parsed;
    for (const BenchPhrase& one : phrases.phrases) parsed.push_back(one.phrase);
    auto set = compile::CompilePhrases(parsed, NumberWordsOf(phrases.units));
    if (!set) return set.error();
    auto scanner = match::Scanner::Make(*std::move(set));
    if (!scanner) return scanner.error();
    scanner_.emplace(*std::move(scanner));
    return {};
  }

  std::optional<std::size_t> Count(const Document& document) override {
    const auto result = scanner_->Scan(text::Normalize(document.raw));
    if (!result) return std::nullopt;
    std::set<match::PhraseId> found;
    for (const match::Hit& hit : result->hits) found.insert(hit.phrase);
    return found.size();
  }

  std::string Note() const override { return "on raw text, normalisation and places of the hits included"; }

 private:
  std::optional<match::Scanner> scanner_;
};

// What everyone would have to add who wants to find what we find.
class Normalize final : public Peer {
 public:
  Status Build(const BenchPhrases&) override { return {}; }
  std::optional<std::size_t> Count(const Document& document) override {
    return text::Normalize(document.raw).plain().bytes().empty() ? 1 : 0;
  }
};

}  // namespace

std::unique_ptr<Peer> MakeOurs() {
  return std::make_unique<Ours>();
}

std::unique_ptr<Peer> MakeNormalize() {
  return std::make_unique<Normalize>();
}

}  // namespace watchword::bench

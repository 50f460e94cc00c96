// SPDX-License-Identifier: Apache-2.0
#include "author/frequency.h"

#include <algorithm>

#include "compile/compile_pack.h"
#include "text/normal_text.h"

namespace watchword::author {
namespace {

bool IsUnspacedWord(const compile::Element& element) {
  return element.kind == compile::Element::Kind::kWord &&
         text::TokenKindOf(element.word) == text::TokenKind::kUnspaced;
}

class Selection {
 public:
  explicit Selection(const Frequencies& measured) : measured_(measured) {}

  void Add(const compile::Sequence& sequence) {
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      const compile::Element& element = sequence[i];
      if (element.kind == compile::Element::Kind::kWord) Keep(element.word);
      if (element.kind == compile::Element::Kind::kPrefix) AddBeginning(element.word);
      if (i > 0 && IsUnspacedWord(element) && IsUnspacedWord(sequence[i - 1]))
        Keep(sequence[i - 1].word + element.word);
      for (const compile::Sequence& choice : element.choices()) Add(choice);
    }
  }

  Frequencies Finish() && { return std::move(kept_); }

 private:
  void Keep(const std::string& key) {
    const auto found = measured_.find(key);
    if (found != measured_.end()) kept_.insert(*found);
  }

  void AddBeginning(const std::string& beginning) {
    double sum = 0;
    for (auto at = measured_.lower_bound(beginning);
         at != measured_.end() && at->first.starts_with(beginning); ++at) {
      sum += at->second;
    }
    if (sum > 0) kept_[beginning + "*"] = std::min(sum, 1e6);
  }

  const Frequencies& measured_;
  Frequencies kept_;
};

Status ReadTable(const base::JsonCursor& from, const char* name, Frequencies& to) {
  const auto table = from.Member(name);
  if (!table) return table.error();
  const auto members = table->Members();
  if (!members) return members.error();
  for (const auto& [word, at] : *members) {
    const auto count = at.Number(0, 1e6);
    if (!count) return count.error();
    double& known = to[word];
    known = std::max(known, *count);
  }
  return {};
}

}  // namespace

Status ReadFrequencies(const base::JsonCursor& from, Frequencies& to) {
  if (const Status read = ReadTable(from, "per_million", to); !read) return read;
  return from.Has("pairs_per_million") ? ReadTable(from, "pairs_per_million", to) : Status();
}

Frequencies FrequenciesFor(const pack::Pack& pack, const Frequencies& measured) {
  Selection selection(measured);
  compile::PackLists lists(pack);
  const auto add = [&](const std::string& text, const std::string& language) {
    const auto orders = compile::ParsePhrases(text, lists.Of(language));
    if (orders) selection.Add(orders->front().elements);
  };
  for (const pack::Rule& rule : pack.rules) {
    for (const std::string& text : rule.phrases) add(text, rule.language);
  }
  for (const auto& [language, texts] : pack.register_phrases) {
    for (const std::string& text : texts) add(text, language);
  }
  return std::move(selection).Finish();
}

}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "compile/compile_pack.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "compile/compile_phrases.h"
#include "compile/domain_tables.h"
#include "compile/rule_tables.h"
#include "pack/encode.h"
#include "text/normal_text.h"

namespace watchword::compile {
namespace {

struct Source {
  std::uint32_t rule = image::kNoRule;
  std::string name;  // for people: the rule and the phrase as written
};

struct Parsed {
  std::vector<Phrase> phrases;
  std::vector<Source> sources;  // of each phrase
  std::size_t size = 0;         // of all phrases

  // All orders of what is written.
  Status Add(const std::string& text, SharedLists& lists, const Source& source) {
    auto orders = ParsePhrases(text, lists);
    if (!orders) return Context(source.name, orders.error());
    for (Phrase& phrase : *orders) {
      if (const Status added = Add(std::move(phrase), source); !added) return added;
    }
    return {};
  }

  Status Add(Phrase phrase, const Source& source) {
    size += phrase.size;
    if (size > kMaxPackElements) {
      return Error{ErrorCode::kTooLarge, source.name + ": with it the pack has more than " +
                                             std::to_string(kMaxPackElements) +
                                             " words when its lists are spelled out"};
    }
    phrases.push_back(std::move(phrase));
    sources.push_back(source);
    return {};
  }
};

Result<Parsed> ParseAll(const pack::Pack& pack, const OnProgress& on_progress) {
  Parsed parsed;
  PackLists lists(pack);
  const auto add = [&](const std::string& owner, const std::string& text, const std::string& language,
                       std::uint32_t rule) {
    if (on_progress) on_progress(owner + ", " + text);
    return parsed.Add(text, lists.Of(language), {rule, owner + ", " + text});
  };
  for (std::size_t i = 0; i < pack.rules.size(); ++i) {
    const pack::Rule& rule = pack.rules[i];
    for (const std::string& text : rule.phrases) {
      const Status added = add(rule.id, text, rule.language, static_cast<std::uint32_t>(i));
      if (!added) return added.error();
    }
  }
  for (const auto& [language, texts] : pack.register_phrases) {
    for (const std::string& text : texts) {
      if (const Status added = add("register/" + language, text, language, image::kNoRule); !added)
        return added.error();
    }
  }
  return parsed;
}

std::set<std::string, std::less<>> WordsOf(const pack::WordLists& units, std::string_view name) {
  const auto found = units.find(name);
  std::set<std::string, std::less<>> words;
  if (found == units.end()) return words;
  for (const std::string& word : found->second) {
    if (auto normal = NormalUnit(word)) words.insert(*std::move(normal));
  }
  return words;
}

match::NumberWords NumberWordsOf(const pack::WordLists& units) {
  return {.numbers = WordsOf(units, "numbers"),
          .scales = WordsOf(units, "scales"),
          .currencies = WordsOf(units, "currencies"),
          .sign_prefixes = WordsOf(units, "sign_prefixes"),
          .before_numbers = WordsOf(units, "before_numbers"),
          .percents = WordsOf(units, "percents"),
          .percent_prefixes = WordsOf(units, "percent_prefixes"),
          .durations = WordsOf(units, "durations"),
          .ranges = WordsOf(units, "ranges"),
          .counters = WordsOf(units, "counters")};
}

// The pack without what its tables say better, and without what only authors need.
std::string HeadOf(const pack::Pack& pack) {
  pack::Pack head{.info = pack.info,
                  .schemes = pack.schemes,
                  .model = pack.model,
                  .trading_words = pack.trading_words,
                  .domains = pack.domains};
  for (pack::DomainList& list : head.domains) {
    for (pack::DomainGroup& group : list.groups) group.names.clear();
  }
  return pack::EncodeBody(head);
}

std::vector<std::uint32_t> RulesOf(const std::vector<Source>& sources) {
  std::vector<std::uint32_t> rules;
  rules.reserve(sources.size());
  for (const Source& source : sources) rules.push_back(source.rule);
  return rules;
}

}  // namespace

std::optional<std::string> NormalUnit(std::string_view word) {
  const text::NormalText normal = text::Normalize(word);
  const text::Reading& plain = normal.plain();
  std::string joined;
  for (std::size_t i = 0; i < plain.tokens().size(); ++i) {
    const bool alone = plain.tokens().size() == 1;
    if (!alone && plain.tokens()[i].kind != text::TokenKind::kUnspaced) return std::nullopt;
    joined += plain.At(i);
  }
  if (joined.empty()) return std::nullopt;
  return joined;
}

SharedLists& PackLists::Of(const std::string& language) {
  static const Lists kNone;
  const auto found = pack_.lists.find(language);
  return lists_.try_emplace(language, found == pack_.lists.end() ? kNone : found->second).first->second;
}

Result<image::Bytes> CompilePack(const pack::Pack& pack, std::string_view digest, std::string_view key,
                                 const OnProgress& on_progress) {
  const auto parsed = ParseAll(pack, on_progress);
  if (!parsed) return parsed.error();
  const auto tell = [&](std::optional<std::size_t> phrase) {
    if (on_progress) on_progress(phrase ? parsed->sources[*phrase].name : "all phrases together");
  };
  image::Builder image;
  const auto failure = WritePhrases(parsed->phrases, NumberWordsOf(pack.units), pack.frequency, image, tell);
  if (failure && failure->phrase) return Context(parsed->sources[*failure->phrase].name, failure->error);
  if (failure) return failure->error;
  image.AddTable(image::Section::kRuleOfPhrase, RulesOf(parsed->sources));
  if (const Status written = WriteRuleTables(pack, image); !written) return written.error();
  if (const Status written = WriteDomainTables(pack, digest, image); !written) return written.error();
  image.Add(image::Section::kPack, HeadOf(pack));
  image.Add(image::Section::kDigest, digest);
  return image.Finish(key);
}

Result<std::shared_ptr<const image::Image>> CompileInMemory(const pack::Pack& pack, std::string_view digest) {
  auto bytes = CompilePack(pack, digest, "");
  if (!bytes) return bytes.error();
  return image::Verify(*std::move(bytes), "");
}

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "regex.h"

#include <algorithm>
#include <optional>

#include "text/normal_text.h"

namespace watchword::bench {
namespace {

using compile::Element;
using compile::Phrase;
using compile::Sequence;
using match::Builtin;

bool IsUnspaced(const std::string& word) {
  return text::TokenKindOf(word) == text::TokenKind::kUnspaced;
}

bool HasUnspaced(const Sequence& sequence) {
  return std::any_of(sequence.begin(), sequence.end(), [](const Element& element) {
    if (element.kind == Element::Kind::kChoice) {
      return std::any_of(element.choices().begin(), element.choices().end(), HasUnspaced);
    }
    return element.kind == Element::Kind::kWord && IsUnspaced(element.word);
  });
}

// What the first token of a sequence can be.
struct First {
  bool spaced = false;
  bool unspaced = false;
  bool nothing = false;  // the sequence can be empty
};

First FirstOf(const Sequence& sequence, std::size_t from = 0) {
  First first{.nothing = true};
  for (std::size_t i = from; i < sequence.size() && first.nothing; ++i) {
    const Element& element = sequence[i];
    first.nothing = false;
    if (element.kind == Element::Kind::kWord) {
      (IsUnspaced(element.word) ? first.unspaced : first.spaced) = true;
    } else if (element.kind != Element::Kind::kChoice) {
      first.spaced = true;
    }
    for (const Sequence& one : element.choices()) {
      const First inner = FirstOf(one);
      first.spaced = first.spaced || inner.spaced;
      first.unspaced = first.unspaced || inner.unspaced;
      first.nothing = first.nothing || inner.nothing;
    }
  }
  return first;
}

std::string Escape(const std::string& word) {
  std::string escaped;
  for (const char c : word) {
    if (std::string_view("\\^$.|?*+()[]{}/").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// One built-in in both dialects. In normal spelling signs are words, and a word ends with its space.
struct BuiltinRegex {
  const char* normal;
  const char* java_script;
};

BuiltinRegex RegexOf(Builtin builtin) {
  switch (builtin) {
    case Builtin::kAmount:
      return {
          R"((?:(?:\$|£|€|¥) [0-9][^ \n]* |[0-9][0-9.,]*(?:k | ?(?:usdt|usd|dollars?|euros?|pounds?|\$|万|元|块|美元|美金) ?)))",
          R"((?:[$£€¥]\s?\d[\d.,]*\s*|\d[\d.,]*\s*(?:k|usdt|usd|dollars?|euros?|pounds?|\$|万|元|块|美元|美金)\s*))"};
    case Builtin::kNumber:
      return {R"([0-9][^ \n]* )", R"(\d[\d.,]*\s*)"};
    case Builtin::kPercent:
      return {R"([0-9][0-9.,]* (?:% |percent |pct |个点 ?))", R"(\d[\d.,]*\s*(?:%|percent|pct|个点)\s*)"};
    case Builtin::kDuration:
      return {R"([0-9]+ ?(?:(?:minutes?|mins?|hours?|h|days?|d|weeks?|months?) |(?:分钟|小时|天|周|个月) ?))",
              R"(\d+\s*(?:minutes?|mins?|hours?|h|days?|d|weeks?|months?|分钟|小时|天|周|个月)\s*)"};
    case Builtin::kUrl:
      return {R"((?:https? |www )[^ \n]+ [^ \n]+ )", R"((?:https?:\/\/|www\.)\S+\s*)"};
    case Builtin::kHandle:
      return {R"(@ [^ \n]+ )", R"(@\w+\s*)"};
    case Builtin::kInviteLink:
      return {R"((?:t me|wa me|line me|discord gg) [^ \n]+ )",
              R"((?:t\.me|wa\.me|line\.me|discord\.gg)\/\S+\s*)"};
    case Builtin::kWallet:
      return {R"((?:0x[0-9a-f]{40}|t[1-9a-z]{33}|bc1[0-9a-z]{20,60}) )",
              R"((?:0x[0-9a-f]{40}|t[1-9a-z]{33}|bc1[0-9a-z]{20,60})\s*)"};
  }
  return {"", ""};
}

// Writes left to right. Every token takes the space behind it along, which an unspaced one has only before a
// spaced one; `open` says that the space before the
// next one is not taken yet: at the beginning, and behind a gap that counts characters.
class Writer {
 public:
  Writer(Dialect dialect, bool unspaced) : dialect_(dialect), unspaced_(unspaced) {}

  // `after` is what can follow the sequence.
  std::string Write(const Sequence& sequence, bool open, First after) const {
    std::string regex;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      const Element& element = sequence[i];
      const First first = FirstOf(sequence, i);
      bool hand_on = false;
      if (open && first.spaced) {
        hand_on = first.unspaced && element.kind == Element::Kind::kChoice && !CanBeEmpty(element);
        if (!hand_on) regex += Border(first.unspaced);
      }
      First next = FirstOf(sequence, i + 1);
      if (next.nothing) next = {next.spaced || after.spaced, next.unspaced || after.unspaced, after.nothing};
      regex += Write(element, hand_on, next);
      open = element.kind == Element::Kind::kGap && unspaced_;
    }
    return regex;
  }

 private:
  bool Normal() const { return dialect_ != Dialect::kJavaScript; }

  static bool CanBeEmpty(const Element& element) {
    return std::any_of(element.choices().begin(), element.choices().end(),
                       [](const Sequence& one) { return FirstOf(one).nothing; });
  }

  std::string Border(bool maybe) const {
    if (!Normal()) return maybe ? "" : "\\b";
    return maybe ? " ?" : " ";
  }

  std::string Write(const Element& element, bool open, First next) const {
    switch (element.kind) {
      case Element::Kind::kWord:
        if (IsUnspaced(element.word)) return element.word + (next.spaced ? Normal() ? " ?" : "\\s*" : "");
        return Escape(element.word) + Close(element.word);
      case Element::Kind::kPrefix:
        return Escape(element.word) + (Normal() ? "[^ \\n]* " : "\\w*\\s*");
      case Element::Kind::kChoice:
        return WriteChoice(element, open, next);
      case Element::Kind::kGap:
        return Gap();
      case Element::Kind::kBuiltin:
        return Normal() ? RegexOf(element.builtin).normal : RegexOf(element.builtin).java_script;
    }
    return "";
  }

  // A sign has no word border for JavaScript.
  std::string Close(const std::string& word) const {
    if (Normal()) return " ";
    const char last = word.back();
    return (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9') ? "\\b\\s*" : "\\s*";
  }

  // 8 words, or 24 characters of three bytes.
  std::string Gap() const {
    if (unspaced_) return dialect_ == Dialect::kBytes ? "[^\\n]{0,72}?" : "[^\\n]{0,24}?";
    return Normal() ? "(?:[^ \\n]+ ){0,8}?" : "(?:\\S+\\s+){0,8}?";
  }

  std::string WriteChoice(const Element& element, bool open, First next) const {
    std::string regex;
    bool optional = false;
    for (const Sequence& one : element.choices()) {
      if (one.empty()) {
        optional = true;
        continue;
      }
      regex += (regex.empty() ? "(?:" : "|") + Write(one, open, next);
    }
    return regex + (optional ? ")?" : ")");
  }

  Dialect dialect_;
  bool unspaced_;
};

// ------------------------------------------------------------------ anchors

using Tokens = std::vector<std::string>;
constexpr std::size_t kMostSpellings = 64;

// Every spelling of what was there, followed by every spelling of the element; nothing when it has no
// spelling or too many.
std::optional<std::vector<Tokens>> Extend(const std::vector<Tokens>& before, const Element& element);

std::optional<std::vector<Tokens>> Spell(const std::vector<Tokens>& before, const Sequence& sequence) {
  std::optional<std::vector<Tokens>> all = before;
  for (std::size_t i = 0; i < sequence.size() && all; ++i) all = Extend(*all, sequence[i]);
  return all;
}

std::optional<std::vector<Tokens>> Extend(const std::vector<Tokens>& before, const Element& element) {
  std::vector<Tokens> all;
  if (element.kind == Element::Kind::kWord) {
    all = before;
    for (Tokens& one : all) one.push_back(element.word);
    return all;
  }
  if (element.kind != Element::Kind::kChoice) return std::nullopt;
  for (const Sequence& choice : element.choices()) {
    const auto spelled = Spell(before, choice);
    if (!spelled) return std::nullopt;
    all.insert(all.end(), spelled->begin(), spelled->end());
    if (all.size() > kMostSpellings) return std::nullopt;
  }
  return all;
}

std::string Join(const Tokens& tokens) {
  std::string joined;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && !(IsUnspaced(tokens[i - 1]) && IsUnspaced(tokens[i]))) joined += ' ';
    joined += tokens[i];
  }
  return joined;
}

std::size_t ShortestOf(const std::vector<Tokens>& spellings) {
  std::size_t shortest = static_cast<std::size_t>(-1);
  for (const Tokens& one : spellings) shortest = std::min(shortest, Join(one).size());
  return shortest;
}

}  // namespace

std::string ToRegex(const Phrase& phrase, Dialect dialect) {
  return Writer(dialect, HasUnspaced(phrase.elements)).Write(phrase.elements, /*open=*/true, First{});
}

std::vector<std::string> AnchorsOf(const Phrase& phrase) {
  std::vector<Tokens> best;
  std::size_t best_length = 0;
  for (std::size_t begin = 0; begin < phrase.elements.size(); ++begin) {
    std::optional<std::vector<Tokens>> spellings = std::vector<Tokens>{{}};
    for (std::size_t end = begin; end < phrase.elements.size(); ++end) {
      spellings = Extend(*spellings, phrase.elements[end]);
      if (!spellings) break;
      if (const std::size_t length = ShortestOf(*spellings); length > best_length) {
        best = *spellings;
        best_length = length;
      }
    }
  }
  std::vector<std::string> anchors;
  std::transform(best.begin(), best.end(), std::back_inserter(anchors), Join);
  return anchors;
}

}  // namespace watchword::bench

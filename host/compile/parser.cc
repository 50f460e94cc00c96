// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "base/nearest.h"
#include "base/utf8.h"
#include "compile/parser.h"
#include "text/normal_text.h"

namespace watchword::compile {
namespace {

struct BuiltinName {
  std::string_view name;
  Builtin builtin;
};
constexpr std::array<BuiltinName, 8> kBuiltins = {{{"amount", Builtin::kAmount},
                                                   {"number", Builtin::kNumber},
                                                   {"percent", Builtin::kPercent},
                                                   {"duration", Builtin::kDuration},
                                                   {"url", Builtin::kUrl},
                                                   {"handle", Builtin::kHandle},
                                                   {"invite_link", Builtin::kInviteLink},
                                                   {"crypto_address", Builtin::kWallet}}};

std::optional<Builtin> FindBuiltin(std::string_view name) {
  const auto found = std::find_if(kBuiltins.begin(), kBuiltins.end(),
                                  [name](const BuiltinName& entry) { return entry.name == name; });
  if (found == kBuiltins.end()) return std::nullopt;
  return found->builtin;
}

bool IsUnspaced(std::string_view token) {
  return text::TokenKindOf(token) == text::TokenKind::kUnspaced;
}

Status CheckSize(std::size_t size) {
  if (size <= kMaxPhraseElements) return {};
  return Error{ErrorCode::kTooLarge, "has more than " + std::to_string(kMaxPhraseElements) +
                                         " words when its lists are spelled out"};
}

// Recursive descent over the template; the depth is bounded.
class Parser {
 public:
  // `size` counts the elements of a phrase and its lists.
  Parser(std::string_view source, SharedLists& lists, bool in_list, std::size_t& size)
      : source_(source), lists_(lists), in_list_(in_list), size_(size) {}

  Result<Sequence> ParseAll() {
    auto sequence = ParseSequence(0);
    if (!sequence) return sequence;
    if (at_ < source_.size()) {
      return Complaint(std::string("unexpected ") + source_[at_] + " at " + std::to_string(at_));
    }
    return sequence;
  }

 private:
  Error Complaint(std::string message) const { return Error{ErrorCode::kInvalid, std::move(message)}; }

  bool AtMark() const {
    return std::string_view("()[]{}|").find(source_[at_]) != std::string_view::npos || AtGap();
  }
  bool AtGap() const {
    return source_.substr(at_).starts_with("...") || source_.substr(at_).starts_with("…");
  }

  Result<Sequence> ParseSequence(int depth) {
    if (depth > kMaxPhraseDepth) return Complaint("nested deeper than " + std::to_string(kMaxPhraseDepth));
    Sequence sequence;
    while (at_ < source_.size() && source_[at_] != '|' && source_[at_] != ')' && source_[at_] != ']') {
      const Status added = ParseElement(depth, sequence);
      if (!added) return added.error();
    }
    return sequence;
  }

  Status ParseElement(int depth, Sequence& sequence) {
    const std::size_t before = sequence.size();
    if (const Status parsed = ParseOneKind(depth, sequence); !parsed) return parsed;
    size_ += sequence.size() - before;
    return CheckSize(size_);
  }

  Status ParseOneKind(int depth, Sequence& sequence) {
    if (AtGap()) return ParseGap(sequence);
    if (source_[at_] == '(') return ParseChoice(depth, ')', sequence);
    if (source_[at_] == '[') return ParseChoice(depth, ']', sequence);
    if (source_[at_] == '{') return ParseName(sequence);
    if (source_[at_] == '}') return Complaint("unexpected } at " + std::to_string(at_));
    return ParseWords(sequence);
  }

  Status ParseGap(Sequence& sequence) {
    if (in_list_) return Complaint("a list entry cannot hold a gap");
    at_ += 3;  // "..." and "…" are both three bytes
    if (sequence.empty() || sequence.back().kind != Element::Kind::kGap) {
      sequence.push_back({.kind = Element::Kind::kGap});
    }
    return {};
  }

  Status ParseChoice(int depth, char close, Sequence& sequence) {
    const std::size_t open = at_++;
    Choices choices;
    for (;;) {
      auto one = ParseSequence(depth + 1);
      if (!one) return one.error();
      if (one->empty()) return Complaint("empty alternative at " + std::to_string(at_));
      choices.push_back(*std::move(one));
      if (at_ >= source_.size()) {
        return Complaint(std::string("unclosed ") + source_[open] + " at " + std::to_string(open));
      }
      const char mark = source_[at_];
      if (mark != '|' && mark != close) {
        return Complaint(std::string("unexpected ") + mark + " at " + std::to_string(at_));
      }
      ++at_;
      if (mark == close) break;
    }
    if (close == ']') choices.emplace_back();
    sequence.push_back(OneOf(std::make_shared<const Choices>(std::move(choices))));
    return {};
  }

  Status ParseName(Sequence& sequence) {
    const auto close = source_.find('}', at_);
    if (close == std::string_view::npos) return Complaint("unclosed { at " + std::to_string(at_));
    const std::string_view name = source_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    if (const auto builtin = FindBuiltin(name)) {
      sequence.push_back({.kind = Element::Kind::kBuiltin, .builtin = *builtin});
      return {};
    }
    return AppendList(name, sequence);
  }

  Status AppendList(std::string_view name, Sequence& sequence) {
    if (in_list_) return Complaint("a list entry cannot name a list: {" + std::string(name) + "}");
    const auto list = ReadList(name);
    if (!list) return list.error();
    size_ += list->size;
    sequence.push_back(OneOf(list->choices));
    return {};
  }

  Result<SharedLists::Read> ReadList(std::string_view name) {
    if (const auto* known = lists_.Find(name)) return *known;
    const auto list = lists_.lists().find(name);
    if (list == lists_.lists().end()) {
      std::vector<std::string> names;
      for (const auto& [known, entries] : lists_.lists()) names.push_back(known);
      return Complaint("unknown list {" + std::string(name) + "}" + base::DidYouMean(name, names));
    }
    Choices choices;
    std::size_t size = 0;
    for (const std::string& entry : list->second) {
      auto one = Parser(entry, lists_, /*in_list=*/true, size).ParseAll();
      if (!one) {
        if (one.error().code == ErrorCode::kTooLarge) return one.error();  // of the list, not the entry
        return Context("list {" + std::string(name) + "}, " + entry, one.error());
      }
      if (one->empty()) return Complaint("list {" + std::string(name) + "} has an empty entry");
      choices.push_back(*std::move(one));
    }
    if (choices.empty()) return Complaint("list {" + std::string(name) + "} is empty");
    return lists_.Keep(name, {std::make_shared<const Choices>(std::move(choices)), size});
  }

  static Element OneOf(std::shared_ptr<const Choices> choices) {
    Element element{.kind = Element::Kind::kChoice};
    element.one_of = std::move(choices);
    return element;
  }

  // Plain text up to the next mark, brought to normal spelling; a * belongs to
  // the word before it.
  Status ParseWords(Sequence& sequence) {
    const std::size_t begin = at_;
    while (at_ < source_.size() && !AtMark() && source_[at_] != '*') ++at_;
    AppendWords(source_.substr(begin, at_ - begin), sequence);
    if (at_ >= source_.size() || source_[at_] != '*') return {};
    const bool after_word = at_ > begin && source_[at_ - 1] != ' ';
    ++at_;
    const bool spaced = after_word && !sequence.empty() && sequence.back().kind == Element::Kind::kWord &&
                        !IsUnspaced(sequence.back().word);
    if (!spaced)
      return Complaint("* at " + std::to_string(at_ - 1) + " follows no word of a script with spaces");
    sequence.back().kind = Element::Kind::kPrefix;
    return {};
  }

  static void AppendWords(std::string_view words, Sequence& sequence) {
    const text::NormalText normal = text::Normalize(words);
    const text::Reading& plain = normal.plain();
    for (std::size_t i = 0; i < plain.tokens().size(); ++i) {
      if (plain.tokens()[i].kind == text::TokenKind::kBorder) continue;
      sequence.push_back({.kind = Element::Kind::kWord, .word = std::string(plain.At(i))});
    }
  }

  std::string_view source_;
  SharedLists& lists_;
  bool in_list_;
  std::size_t& size_;
  std::size_t at_ = 0;
};

bool IsOptional(const Element& element) {
  return element.kind == Element::Kind::kChoice &&
         std::any_of(element.choices().begin(), element.choices().end(),
                     [](const Sequence& one) { return one.empty(); });
}

bool HasWord(const Sequence& sequence) {
  return std::any_of(sequence.begin(), sequence.end(), [](const Element& element) {
    if (element.kind == Element::Kind::kChoice) {
      return std::all_of(element.choices().begin(), element.choices().end(), HasWord);
    }
    return element.kind == Element::Kind::kWord || element.kind == Element::Kind::kPrefix;
  });
}

Status CheckEnds(const Sequence& elements) {
  const auto complaint = [](const char* what) { return Error{ErrorCode::kInvalid, what}; };
  if (elements.empty()) return complaint("empty phrase");
  if (elements.front().kind == Element::Kind::kGap) return complaint("begins with a gap");
  if (elements.back().kind == Element::Kind::kGap) return complaint("ends with a gap");
  if (IsOptional(elements.front())) return complaint("begins with an optional part");
  if (IsOptional(elements.back())) return complaint("ends with an optional part");
  if (!HasWord(elements)) return complaint("no word of its own");
  return {};
}

}  // namespace

Result<Phrase> ParsePart(std::string_view source, SharedLists& lists) {
  if (source.size() > kMaxPhraseBytes) {
    return Error{ErrorCode::kTooLarge, "longer than " + std::to_string(kMaxPhraseBytes) + " bytes"};
  }
  std::size_t size = 0;
  auto elements = Parser(source, lists, /*in_list=*/false, size).ParseAll();
  if (!elements) return elements.error();
  return Phrase{*std::move(elements), size};
}

Status CheckWhole(const Phrase& phrase) {
  const Status fits = CheckSize(phrase.size);
  return fits ? CheckEnds(phrase.elements) : fits;
}

Result<Phrase> ParsePhrase(std::string_view source, SharedLists& lists) {
  auto phrase = ParsePart(source, lists);
  if (!phrase) return phrase;
  if (const Status whole = CheckWhole(*phrase); !whole) return whole.error();
  return phrase;
}

Result<Phrase> ParsePhrase(std::string_view source, const Lists& lists) {
  SharedLists shared(lists);
  return ParsePhrase(source, shared);
}

}  // namespace watchword::compile

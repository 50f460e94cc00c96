// SPDX-License-Identifier: Apache-2.0
#include "domain/names_in_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/utf8.h"

namespace watchword::domain {
namespace {

// A name has more labels than this only to confuse.
constexpr std::size_t kMaxLabels = 10;
constexpr std::size_t kMaxLabelBytes = 255;

// What people write for a dot. The words stand alone or in brackets, the signs anywhere.
constexpr std::array<std::string_view, 20> kDotWords = {
    ".",     "dot", "d0t", "punkt",  "point", "punto", "ponto", "nokta", "titik", "chấm",
    "точка", "点",  "點",  "ドット", "닷",    "점",    "จุด",    "نقطة",  "डॉट",   "DOT"};
constexpr std::array<std::string_view, 7> kDots = {".", "。", "．", "｡", "․", "点", "點"};

bool IsSpace(char c) {
  return c == ' ' || c == '\t';
}

bool IsLabelByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         byte >= 0x80;
}

// Bytes a separator can begin with; most bytes are none of them.
bool MayBeginSeparator(char c) {
  switch (c) {
    case '.':
    case ' ':
    case '[':
    case '(':
    case '{':
    case '<':
    case '\xE2':
    case '\xE3':
    case '\xE7':
    case '\xE9':
    case '\xEF':
      return true;
    default:
      return false;
  }
}

template <typename Words>
std::size_t LengthOf(const Words& words, std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view word : words) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

std::size_t Spaces(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && count < 3 && IsSpace(text[count])) ++count;
  return count;
}

// "[.]", "( dot )": its length, or 0.
std::size_t BracketedDot(std::string_view text) {
  constexpr std::string_view kOpen = "[({<";
  constexpr std::string_view kClose = "])}>";
  const auto bracket = kOpen.find(text.empty() ? '\0' : text.front());
  if (bracket == std::string_view::npos) return 0;
  std::size_t at = 1 + Spaces(text.substr(1));
  const std::size_t word = LengthOf(kDotWords, text.substr(at));
  if (word == 0) return 0;
  at += word;
  at += Spaces(text.substr(at));
  return at < text.size() && text[at] == kClose[bracket] ? at + 1 : 0;
}

// What separates two labels at the beginning of `text`: its length, or 0.
std::size_t SeparatorAt(std::string_view text) {
  const std::size_t before = Spaces(text);
  const std::string_view rest = text.substr(before);
  if (const std::size_t bracketed = BracketedDot(rest))
    return before + bracketed + Spaces(rest.substr(bracketed));
  if (const std::size_t dot = LengthOf(kDots, rest)) return before + dot + Spaces(rest.substr(dot));
  if (before == 0) return 0;
  const std::size_t word = LengthOf(kDotWords, rest);
  const std::size_t after = word == 0 ? 0 : Spaces(rest.substr(word));
  return after == 0 ? 0 : before + word + after;
}

struct Label {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Label&, const Label&) = default;
};

class Finder {
 public:
  Finder(std::string_view text, const KnowsEnding& knows_ending, const OnName& on_name)
      : text_(text), knows_ending_(knows_ending), on_name_(on_name) {}

  void Run() {
    for (std::size_t at = 1; at < text_.size();) {
      const std::size_t separator = MayBeginSeparator(text_[at]) && at > done_ && IsLabelByte(text_[at - 1])
                                        ? SeparatorAt(text_.substr(at))
                                        : 0;
      at = separator == 0 ? at + 1 : ReadChain(at, separator);
    }
  }

 private:
  std::size_t LabelBegin(std::size_t end) const {
    std::size_t begin = end;
    while (begin > done_ && end - begin < kMaxLabelBytes && IsLabelByte(text_[begin - 1])) --begin;
    return begin;
  }

  // A label may hold signs that are dots of other scripts.
  std::size_t LabelEnd(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && end - begin < kMaxLabelBytes && IsLabelByte(text_[end])) {
      if (MayBeginSeparator(text_[end]) && LengthOf(kDots, text_.substr(end)) > 0) break;
      ++end;
    }
    return end;
  }

  // All labels around the separator at `at`. Returns where to go on.
  std::size_t ReadChain(std::size_t at, std::size_t separator) {
    labels_ = {{LabelBegin(at), at}};
    const std::size_t second = at + separator;
    const bool is_word = IsLabelByte(text_[second - 1]) || text_[at] == ' ';
    std::size_t end = at;
    while (separator > 0 && labels_.size() < kMaxLabels) {
      const Label next{end + separator, LabelEnd(end + separator)};
      if (next.begin == next.end) break;
      labels_.push_back(next);
      end = next.end;
      separator = SeparatorAt(text_.substr(end));
    }
    if (labels_.size() < 2) return at + 1;
    if (const auto taken = OfferAll()) {
      done_ = *taken;
      return *taken;
    }
    // What was taken for a word between two labels may have been a label.
    return is_word ? second : end;
  }

  // Fewer labels each time; returns the end of what was taken.
  std::optional<std::size_t> OfferAll() {
    for (; labels_.size() >= 2; labels_.pop_back()) {
      const Label first = labels_.front();
      const Label last = labels_.back();
      const Label plain_first = PlainEnd(first);
      const Label plain_last = PlainBegin(last);
      // In the midst of a script without spaces only the ASCII letters are the name.
      if (Offer(first, last)) return last.end;
      if (plain_first != first && Offer(plain_first, last)) return last.end;
      if (plain_last == last) continue;
      if (Offer(first, plain_last) || (plain_first != first && Offer(plain_first, plain_last)))
        return plain_last.end;
    }
    return std::nullopt;
  }

  // The bytes of the ASCII letter or its full-width form at `at`; 0 for all others.
  std::size_t PlainAt(std::size_t at) const {
    if (static_cast<unsigned char>(text_[at]) < 0x80) return 1;
    const auto [wide, bytes] = base::DecodeUtf8(text_, at);
    const char32_t c = wide - U'\uFEE0';
    const bool is_plain = c < 0x80 && c != U'.' && IsLabelByte(static_cast<char>(c));
    return is_plain ? bytes : 0;
  }

  // The ASCII letters at the end of a label, and at its beginning, full-width or not.
  Label PlainEnd(const Label& label) const {
    std::size_t begin = label.end;
    while (begin > label.begin) {
      const std::size_t step = PlainAt(begin - 1) == 1 ? 1 : 3;
      if (begin < label.begin + step || PlainAt(begin - step) != step) break;
      begin -= step;
    }
    return {begin, label.end};
  }
  Label PlainBegin(const Label& label) const {
    std::size_t end = label.begin;
    for (std::size_t step = 1; end < label.end && step > 0; end += step) step = PlainAt(end);
    return {label.begin, std::min(end, label.end)};
  }

  std::string_view At(const Label& label) const { return text_.substr(label.begin, label.end - label.begin); }

  // The labels read, the first and the last of them in this form.
  bool Offer(const Label& first, const Label& last) const {
    if (first.begin == first.end || last.begin == last.end || !knows_ending_(At(last))) return false;
    std::string name(At(first));
    for (std::size_t i = 1; i + 1 < labels_.size(); ++i) name.append(1, '.').append(At(labels_[i]));
    name.append(1, '.').append(At(last));
    auto host = HostName::Parse(name);
    if (!host || host->is_address()) return false;
    return on_name_({*std::move(host), PathAt(last.end), first.begin, last.end});
  }

  std::string_view PathAt(std::size_t at) const {
    if (at >= text_.size() || text_[at] != '/') return {};
    const std::string_view rest = text_.substr(at);
    return rest.substr(0, rest.find_first_of(" \t\r\n?#\"'<>()[]{}"));
  }

  std::string_view text_;
  const KnowsEnding& knows_ending_;
  const OnName& on_name_;
  std::vector<Label> labels_;
  std::size_t done_ = 0;  // what stands before belongs to a name that was taken
};

}  // namespace

void ForEachName(std::string_view utf8, const KnowsEnding& knows_ending, const OnName& on_name) {
  Finder(utf8, knows_ending, on_name).Run();
}

}  // namespace watchword::domain

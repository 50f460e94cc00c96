// SPDX-License-Identifier: Apache-2.0
#include "contact/trading_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace watchword::contact {
namespace {

constexpr std::size_t kLeastName = 6;
constexpr std::size_t kMostName = 40;
constexpr std::size_t kLeastPerson = 3;  // letters that are left of a person
constexpr std::size_t kShortWord = 2;
// "vfx", "gfx" and "sfx" are other trades.
constexpr std::string_view kBeforeShort = "vgs";
constexpr auto kJoining =
    std::to_array<std::string_view>({"with", "by", "and", "the", "official", "real", "page"});

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool IsLetter(char c) {
  return c >= 'a' && c <= 'z';
}

std::vector<std::string_view> PartsOf(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < name.size();) {
    if (!IsLetter(name[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < name.size() && IsLetter(name[end])) ++end;
    parts.push_back(name.substr(at, end - at));
    at = end;
  }
  return parts;
}

// What is left of a part when the words at its ends are gone.
class Part {
 public:
  Part(std::string_view letters, const std::vector<std::string>& words) : left_(letters), words_(words) {
    while (TakeWord()) {
    }
  }
  bool trades() const { return trades_; }
  std::size_t left() const { return left_.size(); }

 private:
  bool TakeWord() {
    if (left_.empty()) return false;
    for (const std::string& word : words_) {
      if (!Take(word)) continue;
      trades_ = true;
      return true;
    }
    // "with" joins a word to a person; alone it may be in a person's name.
    return trades_ && std::any_of(kJoining.begin(), kJoining.end(),
                                  [this](std::string_view word) { return Take(word); });
  }

  bool Take(std::string_view word) {
    if (left_ == word) {
      left_ = {};
      return true;
    }
    if (left_.ends_with(word) && !IsOtherTrade(word)) {
      left_.remove_suffix(word.size());
      return true;
    }
    if (word.size() == kShortWord || !left_.starts_with(word)) return false;
    left_.remove_prefix(word.size());
    return true;
  }

  bool IsOtherTrade(std::string_view word) const {
    return word.size() == kShortWord &&
           kBeforeShort.find(left_[left_.size() - kShortWord - 1]) != std::string_view::npos;
  }

  std::string_view left_;
  const std::vector<std::string>& words_;
  bool trades_ = false;
};

bool SaysSo(std::string_view name, const std::vector<std::string>& words) {
  bool trades = false;
  std::size_t person = 0;
  for (const std::string_view letters : PartsOf(name)) {
    if (std::find(kJoining.begin(), kJoining.end(), letters) != kJoining.end()) continue;
    const Part part(letters, words);
    trades |= part.trades();
    person = std::max(person, part.left());
  }
  return trades && person >= kLeastPerson;
}

std::size_t EndOfName(std::string_view lower, std::size_t at) {
  while (at < lower.size() && IsNamePart(lower[at])) ++at;
  while (lower[at - 1] == '.') --at;
  return at;
}

bool IsInsideAWord(std::string_view lower, std::size_t at) {
  return at > 0 && (IsNamePart(lower[at - 1]) || lower[at - 1] == '/' || lower[at - 1] == '&');
}

}  // namespace

std::vector<TradingName> FindTradingNames(std::string_view utf8, const std::vector<std::string>& words) {
  std::vector<TradingName> found;
  if (words.empty()) return found;
  const std::string lower = base::LowerAscii(utf8);
  for (std::size_t at = lower.find_first_of("@#"); at != std::string::npos;
       at = lower.find_first_of("@#", at + 1)) {
    if (IsInsideAWord(lower, at)) continue;
    const std::size_t end = EndOfName(lower, at + 1);
    const std::string_view name = std::string_view(lower).substr(at + 1, end - at - 1);
    if (name.size() < kLeastName || name.size() > kMostName || !SaysSo(name, words)) continue;
    found.push_back({std::string(name), at, end});
  }
  return found;
}

}  // namespace watchword::contact

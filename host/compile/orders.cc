// SPDX-License-Identifier: Apache-2.0
// Phrases whose parts may come in any order.
#include <algorithm>
#include <numeric>
#include <optional>

#include "compile/phrase.h"

namespace watchword::compile {
namespace {

constexpr std::string_view kAnd = " & ";

// Whether nothing is open that was opened before `at`.
bool IsOutside(std::string_view source, std::size_t at) {
  int depth = 0;
  for (const char mark : source.substr(0, at)) {
    if (mark == '(' || mark == '[') ++depth;
    if (mark == ')' || mark == ']') --depth;
  }
  return depth == 0;
}

std::vector<std::string_view> PartsOf(std::string_view source) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (auto at = source.find(kAnd); at != std::string_view::npos; at = source.find(kAnd, at + 1)) {
    if (!IsOutside(source, at) || at < begin) continue;
    parts.push_back(source.substr(begin, at - begin));
    begin = at + kAnd.size();
  }
  parts.push_back(source.substr(begin));
  return parts;
}

std::optional<Error> Complaint(const std::vector<std::string_view>& parts) {
  const auto is_empty = [](std::string_view part) {
    return part.find_first_not_of(' ') == std::string_view::npos;
  };
  if (parts.size() > 1 && std::any_of(parts.begin(), parts.end(), is_empty))
    return Error{ErrorCode::kInvalid, "empty part beside &"};
  if (parts.size() > kMaxAnyOrder)
    return Error{ErrorCode::kInvalid, "more than " + std::to_string(kMaxAnyOrder) + " parts in any order"};
  return std::nullopt;
}

std::string Join(const std::vector<std::string_view>& parts, const std::vector<std::size_t>& order) {
  std::string joined;
  for (const std::size_t part : order) {
    if (!joined.empty()) joined += " ... ";
    joined += parts[part];
  }
  return joined;
}

}  // namespace

Result<std::vector<Phrase>> ParsePhrases(std::string_view source, const Lists& lists) {
  const std::vector<std::string_view> parts = PartsOf(source);
  if (auto complaint = Complaint(parts)) return *std::move(complaint);
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<Phrase> phrases;
  do {
    auto phrase = ParsePhrase(Join(parts, order), lists);
    if (!phrase) return phrase.error();
    phrases.push_back(*std::move(phrase));
  } while (std::next_permutation(order.begin(), order.end()));
  return phrases;
}

}  // namespace watchword::compile

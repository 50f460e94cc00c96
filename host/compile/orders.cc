// SPDX-License-Identifier: Apache-2.0
// Phrases whose parts may come in any order.
#include <algorithm>
#include <numeric>
#include <optional>

#include "compile/parser.h"

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

// The parts in one order with gaps between them. What their choices hold is shared by all orders.
Sequence Join(const std::vector<Sequence>& parts, const std::vector<std::size_t>& order) {
  Sequence joined;
  for (const std::size_t part : order) {
    if (!joined.empty()) joined.push_back({.kind = Element::Kind::kGap});
    joined.insert(joined.end(), parts[part].begin(), parts[part].end());
  }
  return joined;
}

}  // namespace

Result<std::vector<Phrase>> ParsePhrases(std::string_view source, SharedLists& lists) {
  const std::vector<std::string_view> sources = PartsOf(source);
  if (auto complaint = Complaint(sources)) return *std::move(complaint);
  std::vector<Sequence> parts;
  std::size_t size = sources.size() - 1;  // gaps
  for (const std::string_view part : sources) {
    auto parsed = ParsePart(part, lists);
    if (!parsed) return parsed.error();
    size += parsed->size;
    parts.push_back(std::move(parsed->elements));
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<Phrase> phrases;
  do {
    phrases.push_back({Join(parts, order), size});
    if (const Status whole = CheckWhole(phrases.back()); !whole) return whole.error();
  } while (std::next_permutation(order.begin(), order.end()));
  return phrases;
}

Result<std::vector<Phrase>> ParsePhrases(std::string_view source, const Lists& lists) {
  SharedLists shared(lists);
  return ParsePhrases(source, shared);
}

}  // namespace watchword::compile

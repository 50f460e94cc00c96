// SPDX-License-Identifier: Apache-2.0
#include "assess/bubbles.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"

namespace watchword::assess {
namespace {

constexpr std::array<std::string_view, 10> kSentenceEnds = {".",  "!",  "?", "…", "。",
                                                            "！", "？", "।", "؟", "۔"};

bool EndsSentence(std::string_view text) {
  return std::any_of(kSentenceEnds.begin(), kSentenceEnds.end(),
                     [text](std::string_view end) { return text.ends_with(end); });
}

std::string_view WithoutSpaceAtEnd(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

}  // namespace

std::optional<JoinedBubbles> JoinBubbles(const Message& earlier, const Message& later) {
  if (earlier.from != later.from) return std::nullopt;
  const std::string_view first = WithoutSpaceAtEnd(earlier.text);
  if (first.empty() || later.text.empty() || EndsSentence(first)) return std::nullopt;
  if (std::max(first.size(), later.text.size()) > kMaxBubbleBytes) return std::nullopt;
  JoinedBubbles joined{.text = std::string(first) + " "};
  joined.border = base::Utf16Length(joined.text);
  joined.text += later.text;
  return joined;
}

std::vector<Evidence> FindAcross(const Passage& joined, std::size_t border, const Seen& seen) {
  std::vector<Evidence> across = FindEvidence(joined, seen);
  std::erase_if(
      across, [border](const Evidence& one) { return one.range.begin >= border || one.range.end <= border; });
  for (Evidence& one : across) one.range = {0, one.range.end - border};
  return across;
}

}  // namespace watchword::assess

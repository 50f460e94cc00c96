// SPDX-License-Identifier: Apache-2.0
#include "canary/canary.h"

#include <utility>

#include "assess/assessor.h"
#include "assess/message.h"
#include "base/json.h"
#include "canary/built_in.h"
#include "pack/brands.h"

namespace watchword::canary {
namespace {

using base::JsonCursor;

bool Warns(const assess::Verdict& verdict) {
  return verdict.level >= assess::Level::kCaution;
}

struct Judged {
  std::string id;
  bool warned = false;
};

Result<Judged> Judge(const std::string& line, assess::Assessor& assessor) {
  const auto json = base::ParseJson(line);
  if (!json) return json.error();
  const JsonCursor from(*json);
  auto id = from.String("id");
  if (!id) return id.error();
  if (from.Has("text")) {
    auto text = from.String("text");
    if (!text) return text.error();
    const auto verdict = assessor.Judge(assess::Page{*std::move(text), std::nullopt});
    if (!verdict) return verdict.error();
    return Judged{*std::move(id), Warns(*verdict)};
  }
  auto messages = assess::ReadMessages(from);
  if (!messages) return messages.error();
  const auto judged = assessor.Judge(assess::Conversation{.messages = *std::move(messages)});
  if (!judged) return judged.error();
  return Judged{*std::move(id), Warns(judged->verdict)};
}

Status TryNames(const std::vector<std::string>& names, const assess::Assessor& assessor) {
  for (const std::string& name : names) {
    if (Warns(assessor.JudgeAddress("https://" + name + "/")))
      return Error{ErrorCode::kForeign, "the pack would flag " + name + ", which must never be flagged"};
  }
  return {};
}

Status TryItems(const std::vector<std::string>& items, assess::Assessor& assessor) {
  std::size_t warned = 0;
  std::string first;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto judged = Judge(items[i], assessor);
    if (!judged) return Context("ordinary text " + std::to_string(i + 1), judged.error());
    if (judged->warned && warned++ == 0) first = judged->id;
  }
  const auto most = static_cast<std::size_t>(kMostWarned * static_cast<double>(items.size()));
  if (warned <= most) return {};
  return Error{ErrorCode::kForeign, "the pack would warn of " + std::to_string(warned) + " of " +
                                        std::to_string(items.size()) + " ordinary texts, at most " +
                                        std::to_string(most) + "; the first is " + first};
}

template <typename Take>
void EachLine(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.front() != '#') take(std::string(line));
  }
}

}  // namespace

void AddNames(std::string_view lines, CanarySet& set) {
  EachLine(lines, [&set](std::string line) { set.names.push_back(std::move(line)); });
}

CanarySet BuiltIn() {
  CanarySet set;
  EachLine(OrdinaryTexts(), [&set](std::string line) { set.items.push_back(std::move(line)); });
  AddNames(GoodNames(), set);
  return set;
}

Status Try(const std::shared_ptr<const assess::Ruleset>& ruleset, const CanarySet& set) {
  auto assessor = assess::Assessor::Make(ruleset);
  if (!assessor) return assessor.error();
  if (const Status names = TryNames(set.names, *assessor); !names) return names;
  return TryItems(set.items, *assessor);
}

}  // namespace watchword::canary

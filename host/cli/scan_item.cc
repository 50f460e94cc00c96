// SPDX-License-Identifier: Apache-2.0
#include "cli/scan_item.h"

#include <utility>

#include "app/convert.h"
#include "base/json.h"

namespace watchword::cli {
namespace {

using base::Json;
using base::JsonCursor;

// A corpus line may be a whole book, and keys we ignore may nest.
constexpr base::JsonLimits kLimits{.max_bytes = 64 * 1024 * 1024, .max_depth = 64};

Result<assess::Conversation> ReadConversation(const JsonCursor& from) {
  auto messages = assess::ReadMessages(from);
  if (!messages) return messages.error();
  assess::Conversation conversation{.messages = *std::move(messages)};
  if (!from.Has("memory") || from.json()["memory"].is_null()) return conversation;
  const auto memory_at = from.Member("memory");
  auto memory = assess::ReadMemory(*memory_at);
  if (!memory) return memory.error();
  conversation.memory = *std::move(memory);
  return conversation;
}

Result<assess::Page> ReadPage(const JsonCursor& from) {
  auto text = from.String("text");
  if (!text) return text.error();
  assess::Page page{.text = *std::move(text)};
  if (!from.Has("url") || from.json()["url"].is_null()) return page;
  auto url = from.String("url");
  if (!url) return url.error();
  page.url = *std::move(url);
  return page;
}

Result<AddressItem> ReadAddress(const JsonCursor& from) {
  auto url = from.String("url");
  if (!url) return url.error();
  if (url->empty()) return Error{ErrorCode::kInvalid, "/url: empty"};
  return AddressItem{*std::move(url)};
}

template <typename T>
Status Keep(Result<T> result, ScanItem& item) {
  if (!result) return result.error();
  item.what = *std::move(result);
  return {};
}

Status ReadWhat(const JsonCursor& from, ScanItem& item) {
  if (from.Has("messages")) return Keep(ReadConversation(from), item);
  if (from.Has("text")) return Keep(ReadPage(from), item);
  if (from.Has("url")) return Keep(ReadAddress(from), item);
  return from.Complaint("expected messages, text or url");
}

Json EvidenceJson(const assess::Evidence& one, const assess::Ruleset& ruleset) {
  return {{"rule", one.rule},
          {"stage", ruleset.stage(one.stage).id},
          {"message", one.message ? Json(*one.message) : Json(nullptr)},
          {"start", one.range.begin},
          {"end", one.range.end}};
}

}  // namespace

Result<ScanItem> ReadScanItem(std::string_view line) {
  const auto json = base::ParseJson(line, kLimits);
  if (!json) return json.error();
  const JsonCursor from(*json);
  if (!json->is_object()) return from.Complaint("expected an object");
  ScanItem item;
  if (const auto id = base::RawMember(line, "id")) item.id = *id;
  if (const Status read = ReadWhat(from, item); !read) return read.error();
  return item;
}

Result<assess::Verdict> Judge(assess::Assessor& assessor, const ScanItem& item) {
  if (const auto* conversation = std::get_if<assess::Conversation>(&item.what)) {
    auto judged = assessor.Judge(*conversation);
    if (!judged) return judged.error();
    return std::move(judged->verdict);
  }
  if (const auto* page = std::get_if<assess::Page>(&item.what)) return assessor.Judge(*page);
  return assessor.JudgeAddress(std::get<AddressItem>(item.what).url);
}

std::string ScanLine(const ScanItem& item, const assess::Verdict& verdict, const assess::Ruleset& ruleset) {
  Json evidence = Json::array();
  for (const assess::Evidence& one : verdict.evidence) evidence.push_back(EvidenceJson(one, ruleset));
  Json line = app::VerdictHead(verdict, ruleset);
  line["evidence"] = std::move(evidence);
  line["first_warning"] = verdict.first_warning ? Json(*verdict.first_warning) : Json(nullptr);
  return "{\"id\":" + item.id + "," + base::ToText(line).substr(1);
}

}  // namespace watchword::cli

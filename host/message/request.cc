// SPDX-License-Identifier: Apache-2.0
#include "message/request.h"

#include <algorithm>
#include <utility>

namespace watchword::message {
namespace {

using base::JsonCursor;

Status ReadOptional(const JsonCursor& from, const char* name, std::optional<std::string>& to) {
  if (!from.Has(name)) return {};
  auto value = from.String(name);
  if (!value) return value.error();
  to = *std::move(value);
  return {};
}

Status ReadLanguages(const JsonCursor& from, std::vector<std::string>& to) {
  if (!from.Has("languages")) return {};
  auto languages = from.Strings("languages");
  if (!languages) return languages.error();
  to = *std::move(languages);
  return {};
}

Result<RequestBody> ReadHello(const JsonCursor& from) {
  const auto protocol = from.Member("protocol");
  if (!protocol) return protocol.error();
  const auto least = protocol->Integer("min", 0, 1'000'000);
  if (!least) return least.error();
  const auto most = protocol->Integer("max", 0, 1'000'000);
  if (!most) return most.error();
  return RequestBody(Hello{static_cast<int>(*least), static_cast<int>(*most)});
}

Result<RequestBody> ReadPage(const JsonCursor& from) {
  PageRequest page;
  auto text = from.String("text");
  if (!text) return text.error();
  page.text = *std::move(text);
  if (const Status url = ReadOptional(from, "url", page.url); !url) return url.error();
  if (const Status read = ReadLanguages(from, page.languages); !read) return read.error();
  return RequestBody(std::move(page));
}

Result<Turn> ReadTurn(const JsonCursor& at) {
  const auto from = at.String("from");
  if (!from) return from.error();
  auto text = at.String("text");
  if (!text) return text.error();
  if (*from == "them") return Turn{From::kThem, *std::move(text)};
  if (*from == "me") return Turn{From::kMe, *std::move(text)};
  if (*from == "unknown") return Turn{From::kUnknown, *std::move(text)};
  return Error{ErrorCode::kInvalid, at.pointer() + "/from: expected one of them, me, unknown"};
}

Status ReadTurns(const JsonCursor& from, std::vector<Turn>& to) {
  const auto messages = from.Elements("messages");
  if (!messages) return messages.error();
  if (messages->size() > kMaxMessages) {
    return Error{ErrorCode::kTooLarge, "/messages: at most " + std::to_string(kMaxMessages) + " messages"};
  }
  for (const JsonCursor& at : *messages) {
    auto turn = ReadTurn(at);
    if (!turn) return turn.error();
    to.push_back(*std::move(turn));
  }
  return {};
}

// A memory we cannot use costs a little knowledge, never the judgement.
bool IsShort(const base::Json& memory) {
  return base::ToText(memory).size() <= kMaxMemoryBytes;
}

void ReadOthers(const JsonCursor& from, std::vector<base::Json>& to) {
  if (!from.Has("others") || !from.json()["others"].is_array()) return;
  const base::Json& others = from.json()["others"];
  for (std::size_t i = 0; i < std::min(others.size(), kMaxOthers); ++i) {
    if (IsShort(others[i])) to.push_back(others[i]);
  }
}

Result<RequestBody> ReadConversation(const JsonCursor& from) {
  ConversationRequest conversation;
  if (const Status read = ReadTurns(from, conversation.messages); !read) return read.error();
  if (const Status url = ReadOptional(from, "url", conversation.url); !url) return url.error();
  if (const Status read = ReadLanguages(from, conversation.languages); !read) return read.error();
  if (from.Has("today")) {
    const auto today = from.Integer("today", 0, kLatestDay);
    if (!today) return today.error();
    conversation.today = *today;
  }
  if (from.Has("memory") && IsShort(from.json()["memory"])) conversation.memory = from.json()["memory"];
  ReadOthers(from, conversation.others);
  return RequestBody(std::move(conversation));
}

Result<RequestBody> ReadUrl(const JsonCursor& from) {
  UrlRequest request;
  auto url = from.String("url");
  if (!url) return url.error();
  request.url = *std::move(url);
  if (const Status read = ReadLanguages(from, request.languages); !read) return read.error();
  return RequestBody(std::move(request));
}

Result<RequestBody> ReadBlockNames(const JsonCursor& from) {
  const auto first = from.Integer("from", 0, kMostBlockNames);
  if (!first) return first.error();
  return RequestBody(BlockNamesRequest{static_cast<std::size_t>(*first)});
}

Result<RequestBody> ReadHelp(const JsonCursor& from) {
  auto scheme = from.String("scheme");
  if (!scheme) return scheme.error();
  auto region = from.StringOr("region", "");
  if (!region) return region.error();
  return RequestBody(HelpRequest{*std::move(scheme), *std::move(region)});
}

std::variant<Request, Refusal> Finish(std::uint32_t id, Result<RequestBody> body) {
  if (!body) return Refusal{id, Code::kBadMember, body.error().message};
  return Request{id, *std::move(body)};
}

}  // namespace

std::variant<Request, Refusal> ReadRequest(std::string_view payload) {
  const auto read = ReadEnvelope(payload);
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  const auto& [id, kind, json] = std::get<Envelope>(read);
  const JsonCursor from(json);
  if (kind == "hello") return Finish(id, ReadHello(from));
  if (kind == "page") return Finish(id, ReadPage(from));
  if (kind == "conversation") return Finish(id, ReadConversation(from));
  if (kind == "url") return Finish(id, ReadUrl(from));
  if (kind == "status") return Finish(id, RequestBody(StatusRequest{}));
  if (kind == "block_names") return Finish(id, ReadBlockNames(from));
  if (kind == "reload") return Finish(id, RequestBody(ReloadRequest{}));
  if (kind == "help") return Finish(id, ReadHelp(from));
  return UnknownKind(std::get<Envelope>(read));
}

}  // namespace watchword::message

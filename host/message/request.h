// SPDX-License-Identifier: Apache-2.0
// What the extension asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "message/envelope.h"

namespace watchword::message {

struct Hello {
  int min_protocol = 0;
  int max_protocol = 0;
};

struct PageRequest {
  std::string text;
  std::optional<std::string> url;
  std::vector<std::string> languages;
};

enum class From { kThem, kMe, kUnknown };

struct Turn {
  From from = From::kUnknown;
  std::string text;
};

struct ConversationRequest {
  std::vector<Turn> messages;
  std::optional<std::string> url;
  std::optional<base::Json> memory;  // as handed out earlier; none when absent or too long
  std::vector<base::Json>
      others;  // handed out for other conversations with the same person; at most kMaxOthers
  std::optional<std::int64_t> today;
  std::vector<std::string> languages;
};

struct UrlRequest {
  std::string url;
  std::vector<std::string> languages;
};

struct StatusRequest {};

// Names that the browser itself should stop, from this one on.
struct BlockNamesRequest {
  std::size_t from = 0;
};

// Who helps people of a region with what a scheme does to them.
struct HelpRequest {
  std::string scheme;
  std::string region;  // ISO 3166-1, or empty
};

// New patterns were installed.
struct ReloadRequest {};

using RequestBody = std::variant<Hello, PageRequest, ConversationRequest, UrlRequest, StatusRequest,
                                 BlockNamesRequest, HelpRequest, ReloadRequest>;

struct Request {
  std::uint32_t id = 0;
  RequestBody body;
};

// Never fails silently: every payload is a request or a refusal.
std::variant<Request, Refusal> ReadRequest(std::string_view payload);

}  // namespace watchword::message

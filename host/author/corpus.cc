// SPDX-License-Identifier: Apache-2.0
#include "author/corpus.h"

#include <utility>

#include "base/json.h"

namespace watchword::author {
namespace {

using base::JsonCursor;

constexpr std::size_t kMaxLineBytes = 16 * 1024 * 1024;

Result<bool> ReadLabel(const JsonCursor& from) {
  const auto label = from.String("label");
  if (!label) return label.error();
  if (*label == "benign" || *label == "scam") return *label == "benign";
  return from.Member("label")->Complaint("expected one of benign, scam");
}

Status ReadMessages(const JsonCursor& from, CorpusItem& item) {
  const auto messages = from.Elements("messages");
  if (!messages) return messages.error();
  for (const JsonCursor& at : *messages) {
    auto message = assess::ReadMessage(at);
    if (!message) return message.error();
    item.texts.push_back(*std::move(message));
  }
  return {};
}

Status ReadPage(const JsonCursor& from, CorpusItem& item) {
  auto text = from.String("text");
  if (!text) return text.error();
  item.texts.push_back({assess::Source::kPage, *std::move(text)});
  return {};
}

}  // namespace

Result<CorpusItem> ReadCorpusItem(const std::string& line) {
  const auto json = base::ParseJson(line, {.max_bytes = kMaxLineBytes});
  if (!json) return json.error();
  const JsonCursor from(*json);
  if (!json->is_object()) return from.Complaint("expected an object");
  CorpusItem item;
  auto id = from.String("id");
  if (!id) return id.error();
  const auto honest = ReadLabel(from);
  if (!honest) return honest.error();
  const auto language = from.StringOr("lang", "");
  if (!language) return language.error();
  item.id = *std::move(id);
  item.honest = *honest;
  item.language = language->substr(0, 2);
  const Status read = from.Has("messages") ? ReadMessages(from, item) : ReadPage(from, item);
  if (!read) return read.error();
  return item;
}

Result<std::vector<CorpusItem>> ReadCorpus(std::istream& in) {
  std::vector<CorpusItem> items;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto item = ReadCorpusItem(line);
    if (!item) return Context("line " + std::to_string(number), item.error());
    items.push_back(*std::move(item));
  }
  return items;
}

}  // namespace watchword::author

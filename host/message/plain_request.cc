// SPDX-License-Identifier: Apache-2.0
#include "message/plain_request.h"

#include <simdjson.h>

#include <string>
#include <utility>

namespace watchword::message {
namespace {

namespace dom = simdjson::dom;

// One less than allowed, whichever way the library counts: what is deeper takes the long way.
constexpr std::size_t kPlainDepth = kMaxDepth - 1;

bool ReadText(const dom::element& from, std::string& to) {
  std::string_view text;
  if (from.get_string().get(text) != simdjson::SUCCESS) return false;
  to.assign(text);
  return true;
}

bool ReadStrings(const dom::element& from, std::vector<std::string>& to) {
  dom::array array;
  if (from.get_array().get(array) != simdjson::SUCCESS) return false;
  for (const dom::element one : array) {
    if (!ReadText(one, to.emplace_back())) return false;
  }
  return true;
}

bool ReadFrom(std::string_view name, From& to) {
  if (name == "them") return to = From::kThem, true;
  if (name == "me") return to = From::kMe, true;
  if (name == "unknown") return to = From::kUnknown, true;
  return false;
}

// Of a member that is written twice the last one counts: those objects take the long way.
class Once {
 public:
  bool operator()(unsigned member) {
    const bool first = (seen_ & (1u << member)) == 0;
    seen_ |= 1u << member;
    return first;
  }
  bool Saw(unsigned member) const { return (seen_ & (1u << member)) != 0; }

 private:
  unsigned seen_ = 0;
};

bool ReadTurn(const dom::element& from, Turn& to) {
  dom::object object;
  if (from.get_object().get(object) != simdjson::SUCCESS) return false;
  Once once;
  for (const auto& [key, value] : object) {
    if (key == "from") {
      std::string_view name;
      if (!once(0) || value.get_string().get(name) != simdjson::SUCCESS || !ReadFrom(name, to.from))
        return false;
    } else if (key == "text") {
      if (!once(1) || !ReadText(value, to.text)) return false;
    }
  }
  return once.Saw(0) && once.Saw(1);
}

bool ReadTurns(const dom::element& from, std::vector<Turn>& to) {
  dom::array array;
  if (from.get_array().get(array) != simdjson::SUCCESS || array.size() > kMaxMessages) return false;
  to.reserve(array.size());
  for (const dom::element one : array) {
    if (!ReadTurn(one, to.emplace_back())) return false;
  }
  return true;
}

bool ReadMemory(const dom::element& from, std::optional<base::Json>& to) {
  auto memory = base::ParseJson(simdjson::minify(from));
  if (!memory) return false;
  if (base::ToText(*memory).size() <= kMaxMemoryBytes) to = *std::move(memory);
  return true;
}

// Those that are too long are left out, as alone.
bool ReadOthers(const dom::element& from, std::vector<base::Json>& to) {
  dom::array array;
  if (from.get_array().get(array) != simdjson::SUCCESS) return false;
  std::size_t read = 0;
  for (const dom::element one : array) {
    if (++read > kMaxOthers) break;
    std::optional<base::Json> memory;
    if (!ReadMemory(one, memory)) return false;
    if (memory) to.push_back(*std::move(memory));
  }
  return true;
}

// What pages and conversations are made of, in any order.
struct Members {
  std::uint64_t id = 0;
  std::string_view kind;
  std::string text;
  std::vector<Turn> messages;
  std::optional<std::string> url;
  std::optional<base::Json> memory;
  std::vector<base::Json> others;
  std::optional<std::int64_t> today;
  std::vector<std::string> languages;
  Once once;

  enum Name : unsigned { kId, kKind, kText, kMessages, kUrl, kMemory, kOthers, kToday, kLanguages };

  // False when it needs care.
  bool Read(std::string_view key, const dom::element& value) {
    if (key == "id") return once(kId) && value.get_uint64().get(id) == simdjson::SUCCESS && id <= kLargestId;
    if (key == "kind") return once(kKind) && value.get_string().get(kind) == simdjson::SUCCESS;
    if (key == "text") return once(kText) && ReadText(value, text);
    if (key == "messages") return once(kMessages) && ReadTurns(value, messages);
    if (key == "url") return once(kUrl) && ReadText(value, url.emplace());
    if (key == "memory") return once(kMemory) && ReadMemory(value, memory);
    if (key == "others") return once(kOthers) && ReadOthers(value, others);
    if (key == "today") return once(kToday) && ReadDay(value);
    if (key == "languages") return once(kLanguages) && ReadStrings(value, languages);
    return true;
  }

  bool ReadDay(const dom::element& value) {
    std::int64_t day = 0;
    if (value.get_int64().get(day) != simdjson::SUCCESS || day < 0 || day > kLatestDay) return false;
    today = day;
    return true;
  }

  std::optional<Request> Finish() && {
    if (!once.Saw(kId)) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(id);
    // A member of the other kind would be ignored, but was checked: the long way does not.
    if (kind == "page" && once.Saw(kText) && !once.Saw(kMessages) && !once.Saw(kMemory) &&
        !once.Saw(kOthers) && !once.Saw(kToday)) {
      return Request{number, PageRequest{std::move(text), std::move(url), std::move(languages)}};
    }
    if (kind != "conversation" || !once.Saw(kMessages) || once.Saw(kText)) return std::nullopt;
    return Request{number, ConversationRequest{.messages = std::move(messages),
                                               .url = std::move(url),
                                               .memory = std::move(memory),
                                               .others = std::move(others),
                                               .today = today,
                                               .languages = std::move(languages)}};
  }
};

}  // namespace

struct PlainReader::Parser {
  dom::parser parser;
};

PlainReader::PlainReader() : parser_(std::make_unique<Parser>()) {}
PlainReader::PlainReader(PlainReader&&) noexcept = default;
PlainReader& PlainReader::operator=(PlainReader&&) noexcept = default;
PlainReader::~PlainReader() = default;

std::optional<Request> PlainReader::Read(std::string_view payload) {
  dom::parser& parser = parser_->parser;
  if (payload.size() > kMaxRequestBytes) return std::nullopt;
  if (parser.capacity() < payload.size() || parser.max_depth() != kPlainDepth) {
    if (parser.allocate(payload.size(), kPlainDepth) != simdjson::SUCCESS) return std::nullopt;
  }
  dom::object object;
  if (parser.parse(payload.data(), payload.size(), true).get_object().get(object) != simdjson::SUCCESS)
    return std::nullopt;
  Members members;
  for (const auto& [key, value] : object) {
    if (!members.Read(key, value)) return std::nullopt;
  }
  return std::move(members).Finish();
}

}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <algorithm>
#include <utility>

#include "base/nearest.h"
#include "base/utf8.h"

namespace watchword::base {
namespace {

constexpr std::string_view kEscapedReplacement = "\\ufffd";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // the parser skips it

bool IsHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The code unit of a \uXXXX escape at `at`, or nothing.
std::optional<unsigned> EscapedUnit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  const std::string_view digits = text.substr(at + 2, 4);
  if (!std::all_of(digits.begin(), digits.end(), IsHex)) return std::nullopt;
  return static_cast<unsigned>(std::stoul(std::string(digits), nullptr, 16));
}

bool IsHighSurrogate(unsigned unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool IsLowSurrogate(unsigned unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

// Copies the escape at `at` to `out`, a lone surrogate as U+FFFD; returns its length.
std::size_t CopyEscape(std::string_view text, std::size_t at, std::string& out) {
  const auto unit = EscapedUnit(text, at);
  if (!unit) {
    const std::size_t length = std::min<std::size_t>(2, text.size() - at);
    out.append(text.substr(at, length));
    return length;
  }
  const auto next = IsHighSurrogate(*unit) ? EscapedUnit(text, at + 6) : std::nullopt;
  const bool paired = next && IsLowSurrogate(*next);
  const bool lone = !paired && (IsHighSurrogate(*unit) || IsLowSurrogate(*unit));
  const std::size_t length = paired ? 12 : 6;
  out.append(lone ? kEscapedReplacement : text.substr(at, length));
  return length;
}

std::string RepairSurrogateEscapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\') {
      at += CopyEscape(text, at, out);
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

// Depth of nesting, counted without parsing: brackets outside of strings.
int Depth(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

// Accepts everything, only to learn where a text stops being JSON.
struct ErrorPlace {
  std::size_t byte = 0;

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t) { return true; }
  bool number_unsigned(Json::number_unsigned_t) { return true; }
  bool number_float(Json::number_float_t, const std::string&) { return true; }
  bool string(std::string&) { return true; }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    byte = position;
    return false;
  }
};

Error NotJson(const std::string& text) {
  ErrorPlace place;
  Json::sax_parse(text, &place);
  return Error{ErrorCode::kInvalid, "not JSON at byte " + std::to_string(place.byte)};
}

// A name as a step of a JSON pointer (RFC 6901).
std::string PointerStep(std::string_view name) {
  std::string step = "/";
  for (const char c : name) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

// Text of a valid JSON document, walked without building values.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    SkipSpace();
  }

  bool At(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void Step() {
    ++at_;
    SkipSpace();
  }
  std::string_view Value() {
    const std::size_t begin = at_;
    At('"') ? SkipString() : SkipOther();
    const auto value = text_.substr(begin, at_ - begin);
    SkipSpace();
    return value;
  }

 private:
  void SkipSpace() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  void SkipString() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }
  void SkipOther() {
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (depth == 0 && std::string_view(",}] \t\r\n").find(c) != std::string_view::npos) return;
      if (c == '"') {
        SkipString();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
      if (depth == 0 && (c == '}' || c == ']')) return;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Json> ParseJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.max_bytes) {
    return Error{ErrorCode::kTooLarge,
                 std::to_string(text.size()) + " bytes, at most " + std::to_string(limits.max_bytes)};
  }
  if (Depth(text) > limits.max_depth) {
    return Error{ErrorCode::kTooLarge, "nested deeper than " + std::to_string(limits.max_depth)};
  }
  const std::string repaired =
      RepairSurrogateEscapes(IsValidUtf8(text) ? std::string(text) : RepairUtf8(text));
  Json json = Json::parse(repaired, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return NotJson(repaired);
  return json;
}

std::string ToText(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string_view> RawMember(std::string_view object, std::string_view name) {
  Walker walker(object);
  std::optional<std::string_view> found;
  if (!walker.At('{')) return found;
  walker.Step();
  while (walker.At('"')) {
    const std::string_view key = walker.Value();
    walker.Step();  // the colon
    const std::string_view value = walker.Value();
    if (Json::parse(key, nullptr, /*allow_exceptions=*/false) == name) found = value;
    if (!walker.At(',')) break;
    walker.Step();
  }
  return found;
}

bool JsonCursor::Has(const char* name) const {
  return json_->is_object() && json_->contains(name);
}

Result<JsonCursor> JsonCursor::Member(const char* name) const {
  if (!json_->is_object()) return Complaint("expected an object");
  const auto found = json_->find(name);
  if (found == json_->end()) return Error{ErrorCode::kInvalid, pointer_ + PointerStep(name) + ": missing"};
  return JsonCursor(*found, pointer_ + PointerStep(name));
}

Result<std::string> JsonCursor::String() const {
  if (!json_->is_string()) return Complaint("expected a string");
  return json_->get<std::string>();
}

Result<std::int64_t> JsonCursor::Integer(std::int64_t least, std::int64_t most) const {
  const bool fits =
      json_->is_number_integer() && !(json_->is_number_unsigned() && json_->get<std::uint64_t>() > INT64_MAX);
  const std::int64_t value = fits ? json_->get<std::int64_t>() : 0;
  if (!fits || value < least || value > most) {
    return Complaint("expected an integer from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

Result<double> JsonCursor::Number(double least, double most) const {
  const double value = json_->is_number() ? json_->get<double>() : least - 1;
  if (!(value >= least && value <= most)) {
    return Complaint("expected a number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

Result<std::string> JsonCursor::String(const char* name) const {
  const auto member = Member(name);
  if (!member) return member.error();
  return member->String();
}

Result<std::int64_t> JsonCursor::Integer(const char* name, std::int64_t least, std::int64_t most) const {
  const auto member = Member(name);
  if (!member) return member.error();
  return member->Integer(least, most);
}

Result<bool> JsonCursor::Flag(const char* name) const {
  if (!Has(name)) return false;
  const Json& value = (*json_)[name];
  if (!value.is_boolean())
    return Error{ErrorCode::kInvalid, pointer_ + "/" + name + ": expected true or false"};
  return value.get<bool>();
}

Result<std::string> JsonCursor::StringOr(const char* name, std::string otherwise) const {
  if (!Has(name)) return otherwise;
  return String(name);
}

Result<std::vector<JsonCursor>> JsonCursor::Elements() const {
  if (!json_->is_array()) return Complaint("expected an array");
  std::vector<JsonCursor> elements;
  for (std::size_t i = 0; i < json_->size(); ++i) {
    elements.emplace_back((*json_)[i], pointer_ + "/" + std::to_string(i));
  }
  return elements;
}

Result<std::vector<JsonCursor>> JsonCursor::Elements(const char* name) const {
  const auto member = Member(name);
  if (!member) return member.error();
  return member->Elements();
}

Result<std::vector<std::string>> JsonCursor::Strings(const char* name) const {
  const auto array = Member(name);
  if (!array) return array.error();
  return array->Strings();
}

Result<std::vector<std::string>> JsonCursor::Strings() const {
  const auto elements = Elements();
  if (!elements) return elements.error();
  std::vector<std::string> strings;
  for (const JsonCursor& element : *elements) {
    auto string = element.String();
    if (!string) return string.error();
    strings.push_back(*std::move(string));
  }
  return strings;
}

Result<std::vector<std::pair<std::string, JsonCursor>>> JsonCursor::Members() const {
  if (!json_->is_object()) return Complaint("expected an object");
  std::vector<std::pair<std::string, JsonCursor>> members;
  for (const auto& [name, value] : json_->items()) {
    members.emplace_back(name, JsonCursor(value, pointer_ + PointerStep(name)));
  }
  return members;
}

Status JsonCursor::OnlyMembers(const std::vector<std::string_view>& known) const {
  if (!json_->is_object()) return Complaint("expected an object");
  for (const auto& [name, value] : json_->items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Error{ErrorCode::kInvalid, pointer_ + PointerStep(name) + ": unknown member" +
                                            DidYouMean(name, {known.begin(), known.end()})};
    }
  }
  return {};
}

Error JsonCursor::Complaint(const std::string& what) const {
  return Error{ErrorCode::kInvalid, (pointer_.empty() ? "/" : pointer_) + ": " + what};
}

}  // namespace watchword::base

// SPDX-License-Identifier: Apache-2.0
#include "tuf/json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "tuf/limits.h"

namespace watchword::tuf {
namespace {

Error TooDeep() {
  return Error{ErrorCode::kTooLarge, "nested deeper than " + std::to_string(kMaxJsonDepth)};
}

std::vector<const Json::object_t::value_type*> Sorted(const Json& object) {
  std::vector<const Json::object_t::value_type*> members;
  for (const auto& member : object.get_ref<const Json::object_t&>()) members.push_back(&member);
  std::sort(members.begin(), members.end(),
            [](const auto* one, const auto* other) { return one->first < other->first; });
  return members;
}

std::optional<std::string> RepeatedName(const Json& object) {
  const auto members = Sorted(object);
  const auto twice =
      std::adjacent_find(members.begin(), members.end(),
                         [](const auto* one, const auto* other) { return one->first == other->first; });
  return twice == members.end() ? std::nullopt : std::optional((*twice)->first);
}

// Builds the value as the parser reports it. Every step returns whether to go on.
class Builder final : public Json::json_sax_t {
 public:
  bool null() override { return Add(nullptr); }
  bool boolean(bool value) override { return Add(value); }
  bool number_integer(number_integer_t value) override { return Add(value); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
      return Refuse("the number " + std::to_string(value) + " is too large");
    return Add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& text) override {
    return Refuse("the number " + text + " is not a whole number of 64 bits");
  }
  bool string(string_t& value) override { return Add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return Refuse("binary"); }

  bool start_object(std::size_t /*size*/) override { return Open(Json::object()); }
  bool end_object() override {
    const auto twice = RepeatedName(*open_.back());
    if (twice) return Refuse("the name \"" + *twice + "\" is there twice");
    return Close();
  }
  bool start_array(std::size_t /*size*/) override { return Open(Json::array()); }
  bool end_array() override { return Close(); }

  bool key(string_t& name) override {
    name_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*why*/) override {
    return Refuse("not JSON at byte " + std::to_string(position));
  }

  Result<Json> Take() {
    if (error_) return *std::move(error_);
    return std::move(root_);
  }

 private:
  // Addresses stay: what is open grows only while nothing inside it is open.
  Json* Place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    Json& parent = *open_.back();
    // Not operator[]: that looks through all members there are.
    if (auto* members = parent.get_ptr<Json::object_t*>())
      return &members->emplace_back(std::move(name_), std::move(value)).second;
    parent.push_back(std::move(value));
    return &parent.back();
  }

  bool Add(Json value) {
    Place(std::move(value));
    return true;
  }

  bool Open(Json container) {
    if (open_.size() >= static_cast<std::size_t>(kMaxJsonDepth)) {
      error_ = TooDeep();
      return false;
    }
    open_.push_back(Place(std::move(container)));
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  bool Refuse(std::string why) {
    error_ = Error{ErrorCode::kInvalid, std::move(why)};
    return false;
  }

  Json root_;
  std::vector<Json*> open_;
  std::string name_;
  std::optional<Error> error_;
};

void AppendString(const std::string& text, std::string& to) {
  to.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') to.push_back('\\');
    to.push_back(c);
  }
  to.push_back('"');
}

Status Append(const Json& json, int depth, std::string& to);

Status AppendArray(const Json& json, int depth, std::string& to) {
  const char* separator = "";
  to.push_back('[');
  for (const Json& element : json) {
    to += std::exchange(separator, ",");
    if (Status done = Append(element, depth, to); !done) return done;
  }
  to.push_back(']');
  return {};
}

Status AppendObject(const Json& json, int depth, std::string& to) {
  const char* separator = "";
  to.push_back('{');
  for (const auto* member : Sorted(json)) {
    to += std::exchange(separator, ",");
    AppendString(member->first, to);
    to.push_back(':');
    if (Status done = Append(member->second, depth, to); !done) return done;
  }
  to.push_back('}');
  return {};
}

Status Append(const Json& json, int depth, std::string& to) {
  if (json.is_structured() && depth >= kMaxJsonDepth) return TooDeep();
  if (json.is_object()) return AppendObject(json, depth + 1, to);
  if (json.is_array()) return AppendArray(json, depth + 1, to);
  if (const auto* text = json.get_ptr<const std::string*>()) {
    AppendString(*text, to);
  } else if (json.is_number_integer() || json.is_boolean() || json.is_null()) {
    to += json.dump();
  } else {
    return Error{ErrorCode::kInvalid, "canonical JSON has whole numbers only"};
  }
  return {};
}

}  // namespace

Result<Json> ParseStrict(std::string_view text) {
  Builder builder;
  static_cast<void>(Json::sax_parse(text, &builder));  // Take() knows how it went
  return builder.Take();
}

Result<std::string> Canonical(const Json& json) {
  std::string text;
  if (const Status done = Append(json, 0, text); !done) return done.error();
  return text;
}

}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
// JSON with limits. Whatever comes in is bounded in depth and may be broken in
// its text, never in its structure: ill-formed UTF-8 and lone surrogates become
// U+FFFD instead of costing the whole message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace watchword::base {

// Members keep the order they were written in, so output is stable.
using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t max_bytes = 1024 * 1024;
  int max_depth = 16;
};

// Errors: kTooLarge for bytes ("… bytes, at most …") and for depth
// ("nested deeper than …"), decided before parsing; kInvalid when not JSON,
// with the byte, counted from 1 in the repaired text.
Result<Json> ParseJson(std::string_view text, JsonLimits limits = {});

// One line. Ill-formed text in it becomes U+FFFD.
std::string ToText(const Json& json);

// The member's value exactly as it was written, when `object` is the text of
// a valid JSON object that has it at the top; the last one if it is repeated.
std::optional<std::string_view> RawMember(std::string_view object, std::string_view name);

// A place inside a JSON document, so that every complaint names its culprit
// with a JSON pointer (RFC 6901); the whole document reads "/". Borrows the document.
class JsonCursor {
 public:
  explicit JsonCursor(const Json& json, std::string pointer = "")
      : json_(&json), pointer_(std::move(pointer)) {}

  const Json& json() const { return *json_; }
  const std::string& pointer() const { return pointer_; }

  bool Has(const char* name) const;

  // A member that must be there. Errors: kInvalid "/a/b: missing".
  Result<JsonCursor> Member(const char* name) const;

  // This value as a type. Errors: kInvalid "/a/b: expected a string".
  Result<std::string> String() const;
  Result<std::int64_t> Integer(std::int64_t least, std::int64_t most) const;
  Result<double> Number(double least, double most) const;

  // Member by name, converted.
  Result<std::string> String(const char* name) const;
  Result<std::int64_t> Integer(const char* name, std::int64_t least, std::int64_t most) const;
  // False when the member is not there.
  Result<bool> Flag(const char* name) const;
  Result<std::string> StringOr(const char* name, std::string otherwise) const;

  // Elements of this array, or of the named one. Error: kInvalid.
  Result<std::vector<JsonCursor>> Elements() const;
  Result<std::vector<JsonCursor>> Elements(const char* name) const;
  Result<std::vector<std::string>> Strings() const;
  Result<std::vector<std::string>> Strings(const char* name) const;

  // Members of this object in order. Error: kInvalid.
  Result<std::vector<std::pair<std::string, JsonCursor>>> Members() const;

  // Refuses members that are not in `known`. For files we own, never for the wire.
  Status OnlyMembers(const std::vector<std::string_view>& known) const;

  Error Complaint(const std::string& what) const;

 private:
  const Json* json_;
  std::string pointer_;
};

}  // namespace watchword::base

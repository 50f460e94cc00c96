// SPDX-License-Identifier: Apache-2.0
#include "tuf/json.h"

#include <gtest/gtest.h>

#include "tuf/limits.h"

namespace watchword::tuf {
namespace {

std::string CanonicalOf(std::string_view text) {
  const auto json = ParseStrict(text);
  if (!json) return "parse: " + json.error().message;
  const auto canonical = Canonical(*json);
  return canonical ? *canonical : "canonical: " + canonical.error().message;
}

std::string Refusal(std::string_view text) {
  const auto json = ParseStrict(text);
  return json ? "" : json.error().message;
}

std::string Nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

// The right sides were made by @tufjs/canonical-json 2.0.0.
TEST(Canonical, IsTheFormThatOthersSign) {
  EXPECT_EQ(CanonicalOf("{}"), "{}");
  EXPECT_EQ(CanonicalOf("[]"), "[]");
  EXPECT_EQ(CanonicalOf("\"\""), "\"\"");
  EXPECT_EQ(CanonicalOf("null"), "null");
  EXPECT_EQ(CanonicalOf("[true,false,null]"), "[true,false,null]");
  EXPECT_EQ(CanonicalOf("{\"b\":1,\"a\":2}"), "{\"a\":2,\"b\":1}");
  EXPECT_EQ(CanonicalOf("[ 1 , -2 , 0 ]"), "[1,-2,0]");
  EXPECT_EQ(CanonicalOf("{\"A\":1,\"a\":2,\"B\":3,\"_\":4,\"0\":5,\"10\":6,\"9\":7}"),
            "{\"0\":5,\"10\":6,\"9\":7,\"A\":1,\"B\":3,\"_\":4,\"a\":2}");
  EXPECT_EQ(CanonicalOf("\"quote \\\" and backslash \\\\ and slash \\/\""),
            "\"quote \\\" and backslash \\\\ and slash /\"");
  EXPECT_EQ(CanonicalOf("\"line\\nfeed\\ttab\\u0000zero\\u001funit\\u007fdel\""),
            std::string("\"line\012feed\011tab\000zero\037unit\177del\"", 29));
  EXPECT_EQ(CanonicalOf("{\"\\u00e9\":\"\\u00e9\",\"e\":\"caf\\u00e9\",\"z\":\"\\ud83d\\ude00\"}"),
            "{\"e\":\"caf\303\251\",\"z\":\"\360\237\230\200\",\"\303\251\":\"\303\251\"}");
  EXPECT_EQ(CanonicalOf("{\"nested\":{\"z\":[{\"y\":1,\"x\":[]},{}],\"a\":{\"c\":\"\",\"b\":null}}}"),
            "{\"nested\":{\"a\":{\"b\":null,\"c\":\"\"},\"z\":[{\"x\":[],\"y\":1},{}]}}");
  EXPECT_EQ(CanonicalOf("{\"a\\\"b\":1,\"a\\\\b\":2,\"a\\nb\":3}"),
            "{\"a\012b\":3,\"a\\\"b\":1,\"a\\\\b\":2}");
  EXPECT_EQ(CanonicalOf("{\"\":0,\"aa\":1,\"a\":2}"), "{\"\":0,\"a\":2,\"aa\":1}");
}

TEST(Canonical, SortsByCodePointNotByUtf16Unit) {
  // U+FFFF before U+1F600, whose first UTF-16 unit is smaller.
  EXPECT_EQ(CanonicalOf("{\"\U0001F600\":1,\"\uFFFF\":2}"), "{\"\uFFFF\":2,\"\U0001F600\":1}");
}

TEST(Canonical, RefusesANumberThatIsNotWhole) {
  const auto canonical = Canonical(Json{{"a", 1.5}});
  ASSERT_FALSE(canonical);
  EXPECT_EQ(canonical.error().message, "canonical JSON has whole numbers only");
}

TEST(Canonical, RefusesWhatIsNestedTooDeep) {
  Json json = 1;
  for (int i = 0; i <= kMaxJsonDepth; ++i) json = Json::array({json});
  const auto canonical = Canonical(json);
  ASSERT_FALSE(canonical);
  EXPECT_EQ(canonical.error().message, "nested deeper than 32");
}

TEST(ParseStrict, RefusesANameThatIsThereTwice) {
  EXPECT_EQ(Refusal(R"({"a":1,"b":{"c":1,"d":2,"c":3}})"), "the name \"c\" is there twice");
  EXPECT_EQ(Refusal(R"({"a":1,"\u0061":2})"), "the name \"a\" is there twice");
}

TEST(ParseStrict, TheSameNameInTwoObjectsIsFine) {
  EXPECT_EQ(Refusal(R"([{"a":1},{"a":{"a":2}}])"), "");
}

TEST(ParseStrict, RefusesNumbersThatAreNotWhole) {
  EXPECT_EQ(Refusal("[1.0]"), "the number 1.0 is not a whole number of 64 bits");
  EXPECT_EQ(Refusal("[1e3]"), "the number 1e3 is not a whole number of 64 bits");
  EXPECT_EQ(Refusal("[9223372036854775808]"), "the number 9223372036854775808 is too large");
  EXPECT_EQ(Refusal("[99999999999999999999]"),
            "the number 99999999999999999999 is not a whole number of 64 bits");
  EXPECT_EQ(CanonicalOf("[9223372036854775807,-9223372036854775808]"),
            "[9223372036854775807,-9223372036854775808]");
}

TEST(ParseStrict, RefusesNestingAboveTheLimit) {
  EXPECT_EQ(Refusal(Nested(kMaxJsonDepth)), "");
  EXPECT_EQ(Refusal(Nested(kMaxJsonDepth + 1)), "nested deeper than 32");
  EXPECT_EQ(Refusal(std::string(1'000'000, '[')), "nested deeper than 32");
}

TEST(ParseStrict, RefusesWhatIsNotJson) {
  EXPECT_EQ(Refusal("{} {}"), "not JSON at byte 4");
  EXPECT_EQ(Refusal("[1,]"), "not JSON at byte 4");
  EXPECT_EQ(Refusal("\"\xff\""), "not JSON at byte 2");
  EXPECT_EQ(Refusal("\"\\ud800\""), "not JSON at byte 8");
  EXPECT_EQ(Refusal(""), "not JSON at byte 1");
}

TEST(ParseStrict, ManyMembersTakeNoMoreThanTheirShareOfTime) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"" + std::to_string(i) + "\":0,";
  const auto json = ParseStrict(text + "\"last\":0}");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->size(), 100'001u);
}

}  // namespace
}  // namespace watchword::tuf

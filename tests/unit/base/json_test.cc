// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace watchword::base {
namespace {

Json Parsed(std::string_view text) {
  auto json = ParseJson(text);
  EXPECT_TRUE(json) << text;
  return json ? *json : Json();
}

std::string Nested(int depth) {
  const auto size = static_cast<std::size_t>(depth);
  return std::string(size, '[') + std::string(size, ']');
}

TEST(ParseJson, ReadsAnObjectInTheOrderItWasWritten) {
  EXPECT_EQ(ToText(Parsed(R"({"z":1,"a":[true,null,"x"],"m":{"k":1.5}})")),
            R"({"z":1,"a":[true,null,"x"],"m":{"k":1.5}})");
}

TEST(ParseJson, RefusesBytesAboveTheLimitBeforeParsing) {
  const auto json = ParseJson("not json at all", {.max_bytes = 14});
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(json.error().message, "15 bytes, at most 14");
  EXPECT_TRUE(ParseJson("[1,2,3,4,5,6]", {.max_bytes = 13}));
}

TEST(ParseJson, RefusesDepthAboveTheLimitBeforeParsing) {
  EXPECT_TRUE(ParseJson(Nested(16)));
  for (const std::string& text : {Nested(17), std::string(17, '['), std::string(100'000, '{')}) {
    const auto json = ParseJson(text);
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error().code, ErrorCode::kTooLarge);
    EXPECT_EQ(json.error().message, "nested deeper than 16");
  }
}

TEST(ParseJson, BracketsInsideStringsAreNoDepth) {
  EXPECT_TRUE(ParseJson(R"(["[[[[", "{\"[[", "\\", "]"])", {.max_depth = 1}));
  EXPECT_FALSE(ParseJson(R"(["\\", []])", {.max_depth = 1}));
}

TEST(ParseJson, SaysAtWhichByteItStopsBeingJson) {
  struct Case {
    const char* text;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"", "not JSON at byte 1"},
      {"{", "not JSON at byte 2"},
      {"nul", "not JSON at byte 4"},
      {"{\"a\":1,}", "not JSON at byte 8"},
      {"[1] [2]", "not JSON at byte 5"},
      {"\"open", "not JSON at byte 6"},
      {"\"tab\there\"", "not JSON at byte 5"},
      {"[\"\\q\"]", "not JSON at byte 4"},
      {"[01]", "not JSON at byte 3"},
      {"{'a':1}", "not JSON at byte 2"},
      {"[true,1e999]", "not JSON at byte 11"},
  };
  for (const Case& one : cases) {
    const auto json = ParseJson(one.text);
    ASSERT_FALSE(json) << one.text;
    EXPECT_EQ(json.error().code, ErrorCode::kInvalid) << one.text;
    EXPECT_EQ(json.error().message, one.message) << one.text;
  }
}

TEST(ParseJson, TextThatIsBrokenBecomesTheReplacementCharacter) {
  struct Case {
    const char* text;
    const char* value;
  };
  const std::vector<Case> cases = {
      {R"("\ud83d\udcb0")", "💰"},
      {R"("a\ud800b")", "a\uFFFDb"},
      {R"("\udc00\ud83d")", "\uFFFD\uFFFD"},
      {R"("\ud83d\ud83d\udcb0")", "\uFFFD💰"},
      {R"("\ud83dA\uDCB0")", "\uFFFDA\uFFFD"},
      {R"("\\ud800")", "\\ud800"},
      {R"("\\\ud800")", "\\\uFFFD"},
      {"\"a\xFF\xE4\xB8z\"", "a\uFFFD\uFFFDz"},
      {"\"\xED\xA0\x80\"", "\uFFFD\uFFFD\uFFFD"},
  };
  for (const Case& one : cases) {
    const auto json = ParseJson(one.text);
    ASSERT_TRUE(json) << one.text;
    EXPECT_EQ(json->get<std::string>(), one.value) << one.text;
  }
}

TEST(ParseJson, ABrokenEscapeIsBrokenStructure) {
  EXPECT_FALSE(ParseJson(R"("\ud83")"));
  EXPECT_FALSE(ParseJson(R"("\u12g4")"));
  EXPECT_FALSE(ParseJson("\"\\"));
}

TEST(ParseJson, TheLastOfRepeatedMembersCounts) {
  EXPECT_EQ(Parsed(R"({"a":1,"b":2,"a":3})")["a"], 3);
}

TEST(ToText, IsOneLineAndRepairsText) {
  EXPECT_EQ(ToText({{"a", "x\ny"}, {"b", Json::array({1, 2.5, true, nullptr})}}),
            "{\"a\":\"x\\ny\",\"b\":[1,2.5,true,null]}");
  EXPECT_EQ(ToText("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(ToText("💰"), "\"💰\"");
}

TEST(RawMember, GivesTheValueExactlyAsItWasWritten) {
  struct Case {
    const char* object;
    std::optional<std::string_view> value;
  };
  const std::vector<Case> cases = {
      {R"({"id":1})", "1"},
      {R"({"id":1.50})", "1.50"},
      {R"( { "id" : -0.0E+10 , "x":1})", "-0.0E+10"},
      {R"({"x":{"id":1},"id":null})", "null"},
      {R"({"id":"a\"},\\","x":2})", R"("a\"},\\")"},
      {R"({"id":{"b" : [1, "]}"]},"x":2})", R"({"b" : [1, "]}"]})"},
      {R"({"id":[ {"id":3} ] })", R"([ {"id":3} ])"},
      {R"({"id":1,"id":2})", "2"},
      {R"({"\u0069d":7})", "7"},
      {"\xEF\xBB\xBF{\"id\":8}", "8"},
      {"{\"id\":\"caf\u00e9 \xFF\"}", "\"caf\u00e9 \xFF\""},
      {R"({"ids":1,"i":2})", std::nullopt},
      {R"({"x":"id"})", std::nullopt},
      {R"({"x":{"id":1}})", std::nullopt},
      {R"({})", std::nullopt},
      {R"(["id",1])", std::nullopt},
      {R"("id")", std::nullopt},
  };
  for (const Case& one : cases) EXPECT_EQ(RawMember(one.object, "id"), one.value) << one.object;
}

class JsonCursorTest : public testing::Test {
 protected:
  // Pointer and message of a failure, or "" when there is none.
  template <typename T>
  static std::string Failure(const Result<T>& result) {
    if (result) return "";
    EXPECT_EQ(result.error().code, ErrorCode::kInvalid);
    return result.error().message;
  }

  const Json json_ =
      Parsed(R"({"s":"text","n":-3,"big":18446744073709551615,"f":2.5,"list":["a","b"],"mixed":["a",1],)"
             R"("object":{"in/ner":{"til~de":true}},"null":null,"yes":true,"no":false})");
  const JsonCursor cursor_{json_};
};

TEST_F(JsonCursorTest, ReadsMembersByType) {
  EXPECT_EQ(*cursor_.String("s"), "text");
  EXPECT_EQ(*cursor_.Integer("n", -3, -3), -3);
  EXPECT_EQ(*cursor_.Member("f")->Number(2.5, 2.5), 2.5);
  EXPECT_EQ(*cursor_.Member("n")->Number(-10, 10), -3.0);
  EXPECT_EQ(*cursor_.Strings("list"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(*cursor_.StringOr("s", "otherwise"), "text");
  EXPECT_EQ(*cursor_.StringOr("missing", "otherwise"), "otherwise");
  EXPECT_TRUE(*cursor_.Flag("yes"));
  EXPECT_FALSE(*cursor_.Flag("no"));
  EXPECT_FALSE(*cursor_.Flag("missing"));
  EXPECT_TRUE(cursor_.Has("null"));
  EXPECT_FALSE(cursor_.Has("missing"));
  EXPECT_FALSE(JsonCursor(json_["list"]).Has("a"));
}

TEST_F(JsonCursorTest, ComplaintsNameTheCulpritAndWhatWasExpected) {
  const JsonCursor text = *cursor_.Member("s");
  EXPECT_EQ(Failure(cursor_.Member("missing")), "/missing: missing");
  EXPECT_EQ(Failure(cursor_.String("n")), "/n: expected a string");
  EXPECT_EQ(Failure(cursor_.String("missing")), "/missing: missing");
  EXPECT_EQ(Failure(cursor_.StringOr("n", "")), "/n: expected a string");
  EXPECT_EQ(Failure(cursor_.Integer("n", 0, 7)), "/n: expected an integer from 0 to 7");
  EXPECT_EQ(Failure(cursor_.Integer("n", -9, -4)), "/n: expected an integer from -9 to -4");
  EXPECT_EQ(Failure(cursor_.Integer("f", 0, 7)), "/f: expected an integer from 0 to 7");
  EXPECT_EQ(Failure(cursor_.Integer("big", -1, INT64_MAX)),
            "/big: expected an integer from -1 to 9223372036854775807");
  EXPECT_EQ(Failure(cursor_.Integer("missing", 0, 7)), "/missing: missing");
  EXPECT_EQ(Failure(text.Number(0, 1)), "/s: expected a number from 0.000000 to 1.000000");
  EXPECT_EQ(Failure(cursor_.Member("f")->Number(0, 1)), "/f: expected a number from 0.000000 to 1.000000");
  EXPECT_EQ(Failure(cursor_.Flag("n")), "/n: expected true or false");
  EXPECT_EQ(Failure(cursor_.Flag("null")), "/null: expected true or false");
  EXPECT_EQ(Failure(cursor_.Elements("s")), "/s: expected an array");
  EXPECT_EQ(Failure(cursor_.Elements("missing")), "/missing: missing");
  EXPECT_EQ(Failure(cursor_.Strings("mixed")), "/mixed/1: expected a string");
  EXPECT_EQ(Failure(cursor_.Strings("s")), "/s: expected an array");
  EXPECT_EQ(Failure(text.Member("x")), "/s: expected an object");
  EXPECT_EQ(Failure(text.Members()), "/s: expected an object");
  EXPECT_EQ(cursor_.Complaint("wrong").message, "/: wrong");
}

TEST_F(JsonCursorTest, EscapesNamesInPointers) {
  const JsonCursor inner = *cursor_.Member("object")->Member("in/ner");
  EXPECT_EQ(inner.pointer(), "/object/in~1ner");
  EXPECT_EQ(Failure(inner.String("til~de")), "/object/in~1ner/til~0de: expected a string");
  EXPECT_EQ(Failure(inner.String("a/b")), "/object/in~1ner/a~1b: missing");
  EXPECT_EQ(inner.OnlyMembers({}).error().message, "/object/in~1ner/til~0de: unknown member");
  EXPECT_EQ((*cursor_.Member("object")->Members())[0].second.pointer(), "/object/in~1ner");
}

TEST_F(JsonCursorTest, WalksArraysAndObjectsInOrder) {
  const auto elements = *cursor_.Elements("mixed");
  ASSERT_EQ(elements.size(), 2u);
  EXPECT_EQ(elements[1].pointer(), "/mixed/1");
  EXPECT_EQ(elements[1].json(), 1);
  const auto members = *cursor_.Members();
  ASSERT_EQ(members.size(), 10u);
  EXPECT_EQ(members[0].first, "s");
  EXPECT_EQ(members[6].first, "object");
  EXPECT_EQ(members[6].second.pointer(), "/object");
}

TEST_F(JsonCursorTest, RefusesMembersThatAreNotKnown) {
  const JsonCursor object = *cursor_.Member("object");
  EXPECT_TRUE(object.OnlyMembers({"in/ner", "other"}));
  EXPECT_EQ(object.OnlyMembers({"other"}).error().message, "/object/in~1ner: unknown member");
  EXPECT_EQ(cursor_.Member("s")->OnlyMembers({}).error().message, "/s: expected an object");
}

}  // namespace
}  // namespace watchword::base

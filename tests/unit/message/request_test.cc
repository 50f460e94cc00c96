// SPDX-License-Identifier: Apache-2.0
#include "message/request.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace watchword::message {
namespace {

template <typename Body>
Body Read(std::string_view payload) {
  const auto read = ReadRequest(payload);
  const auto* request = std::get_if<Request>(&read);
  if (request == nullptr) {
    ADD_FAILURE() << std::get<Refusal>(read).message;
    return {};
  }
  const auto* body = std::get_if<Body>(&request->body);
  EXPECT_NE(body, nullptr) << payload;
  return body == nullptr ? Body{} : *body;
}

Refusal Refused(std::string_view payload) {
  const auto read = ReadRequest(payload);
  const auto* refusal = std::get_if<Refusal>(&read);
  if (refusal != nullptr) return *refusal;
  ADD_FAILURE() << "accepted " << payload.substr(0, 200);
  return {};
}

std::string Conversation(const std::string& members) {
  return R"({"id":1,"kind":"conversation",)" + members + "}";
}

std::string Turns(std::size_t count) {
  std::string turns;
  for (std::size_t i = 0; i < count; ++i)
    turns += (i > 0 ? "," : "") + std::string(R"({"from":"me","text":""})");
  return R"("messages":[)" + turns + "]";
}

TEST(ReadRequest, ReadsHello) {
  const auto hello =
      Read<Hello>(R"({"id":1,"kind":"hello","protocol":{"min":1,"max":3},"client":"ignored"})");
  EXPECT_EQ(hello.min_protocol, 1);
  EXPECT_EQ(hello.max_protocol, 3);
}

TEST(ReadRequest, ReadsAPage) {
  const auto page = Read<PageRequest>(
      R"({"id":1,"kind":"page","url":"https://x","text":"T","languages":["de","en"],"extra":1})");
  EXPECT_EQ(page.text, "T");
  EXPECT_EQ(page.url, "https://x");
  EXPECT_EQ(page.languages, (std::vector<std::string>{"de", "en"}));
  const auto bare = Read<PageRequest>(R"({"id":1,"kind":"page","text":""})");
  EXPECT_EQ(bare.url, std::nullopt);
  EXPECT_TRUE(bare.languages.empty());
}

TEST(ReadRequest, ReadsAConversation) {
  const auto request = Read<ConversationRequest>(Conversation(
      R"("messages":[{"from":"them","text":"a"},{"from":"me","text":"b"},{"from":"unknown","text":"c","at":1}],)"
      R"("url":"https://x","memory":{"v":1,"rules":[]},"today":20779,"languages":["en"])"));
  ASSERT_EQ(request.messages.size(), 3u);
  EXPECT_EQ(request.messages[0].from, From::kThem);
  EXPECT_EQ(request.messages[0].text, "a");
  EXPECT_EQ(request.messages[1].from, From::kMe);
  EXPECT_EQ(request.messages[2].from, From::kUnknown);
  EXPECT_EQ(request.url, "https://x");
  EXPECT_EQ(base::ToText(*request.memory), R"({"v":1,"rules":[]})");
  EXPECT_EQ(request.today, 20779);
  EXPECT_EQ(request.languages, (std::vector<std::string>{"en"}));
  const auto bare = Read<ConversationRequest>(Conversation(R"("messages":[])"));
  EXPECT_TRUE(bare.messages.empty());
  EXPECT_EQ(bare.memory, std::nullopt);
  EXPECT_EQ(bare.today, std::nullopt);
}

TEST(ReadRequest, ReadsAnAddress) {
  const auto request = Read<UrlRequest>(R"({"id":1,"kind":"url","url":"https://x","languages":[]})");
  EXPECT_EQ(request.url, "https://x");
}

TEST(ReadRequest, ReadsStatus) {
  Read<StatusRequest>(R"({"id":1,"kind":"status"})");
}

TEST(ReadRequest, TakesEveryIdOf32Bits) {
  for (const std::uint32_t id : {0u, 1u, 0xFFFFFFFFu}) {
    const auto read = ReadRequest(R"({"id":)" + std::to_string(id) + R"(,"kind":"status"})");
    ASSERT_TRUE(std::holds_alternative<Request>(read));
    EXPECT_EQ(std::get<Request>(read).id, id);
  }
}

TEST(ReadRequest, BrokenTextIsRepairedNotRefused) {
  EXPECT_EQ(Read<PageRequest>(R"({"id":1,"kind":"page","text":"a\ud800b"})").text, "a\uFFFDb");
  EXPECT_EQ(Read<PageRequest>("{\"id\":1,\"kind\":\"page\",\"text\":\"a\xFF\x62\"}").text, "a\uFFFDb");
}

TEST(ReadRequest, TakesAsManyMessagesAsTheLimitAndNoMore) {
  EXPECT_EQ(Read<ConversationRequest>(Conversation(Turns(kMaxMessages))).messages.size(), kMaxMessages);
  const Refusal refusal = Refused(Conversation(Turns(kMaxMessages + 1)));
  EXPECT_EQ(refusal.id, 1u);
  EXPECT_EQ(refusal.code, Code::kBadMember);
  EXPECT_EQ(refusal.message, "/messages: at most 500 messages");
}

TEST(ReadRequest, AMemoryAboveTheLimitIsAsIfAbsent) {
  // {"x":"…"} has 8 bytes around the text.
  const auto with_memory = [](std::size_t bytes) {
    return Conversation(R"("messages":[],"memory":{"x": ")" + std::string(bytes - 8, 'm') + "\"}");
  };
  EXPECT_TRUE(Read<ConversationRequest>(with_memory(kMaxMemoryBytes)).memory);
  EXPECT_FALSE(Read<ConversationRequest>(with_memory(kMaxMemoryBytes + 1)).memory);
}

TEST(ReadRequest, ReadsTheFirstFourOthersWithoutThoseThatAreTooLong) {
  const std::string too_long = "\"" + std::string(kMaxMemoryBytes, 'm') + "\"";
  const auto request = Read<ConversationRequest>(
      Conversation(R"("messages":[],"others":[{"v":1},)" + too_long + R"(,7,"x",{"v":5}])"));
  EXPECT_EQ(base::ToText(request.others), R"([{"v":1},7,"x"])");
}

TEST(ReadRequest, OthersThatAreNoListAreAsIfAbsent) {
  for (const char* others : {"null", "7", R"("x")", R"({"v":1,"rules":[]})"}) {
    const auto request =
        Read<ConversationRequest>(Conversation(R"("messages":[],"others":)" + std::string(others)));
    EXPECT_TRUE(request.others.empty()) << others;
  }
}

TEST(ReadRequest, AMemoryOfAnyShapeIsPassedOn) {
  EXPECT_EQ(Read<ConversationRequest>(Conversation(R"("messages":[],"memory":"text")")).memory,
            base::Json("text"));
}

TEST(ReadRequest, SaysWithWhichCodeAPayloadIsRefused) {
  struct Case {
    std::string payload;
    std::optional<std::uint32_t> id;
    Code code;
    const char* message;
  };
  const std::string deep = std::string(15, '[') + std::string(15, ']');
  const std::vector<Case> cases = {
      {"", std::nullopt, Code::kNotJson, "not JSON at byte 1"},
      {"{\"id\":1", std::nullopt, Code::kNotJson, "not JSON at byte 8"},
      {"[]", std::nullopt, Code::kNotAnObject, "/: expected an object"},
      {"null", std::nullopt, Code::kNotAnObject, "/: expected an object"},
      {R"({"kind":"status"})", std::nullopt, Code::kNotAnObject, "/id: missing"},
      {R"({"id":"1","kind":"status"})", std::nullopt, Code::kNotAnObject,
       "/id: expected an integer from 0 to 4294967295"},
      {R"({"id":-1,"kind":"status"})", std::nullopt, Code::kNotAnObject,
       "/id: expected an integer from 0 to 4294967295"},
      {R"({"id":4294967296,"kind":"status"})", std::nullopt, Code::kNotAnObject,
       "/id: expected an integer from 0 to 4294967295"},
      {R"({"id":1.5,"kind":"status"})", std::nullopt, Code::kNotAnObject,
       "/id: expected an integer from 0 to 4294967295"},
      {R"({"id":7})", 7, Code::kNotAnObject, "/kind: missing"},
      {R"({"id":7,"kind":5})", 7, Code::kNotAnObject, "/kind: expected a string"},
      {R"({"id":7,"kind":"dance"})", 7, Code::kUnknownKind, "/kind: unknown kind \"dance\""},
      {R"({"id":7,"kind":")" + std::string(100, 'k') + "\"}", 7, Code::kUnknownKind,
       "/kind: unknown kind \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\""},
      {R"({"id":7,"kind":"hello"})", 7, Code::kBadMember, "/protocol: missing"},
      {R"({"id":7,"kind":"hello","protocol":1})", 7, Code::kBadMember, "/protocol: expected an object"},
      {R"({"id":7,"kind":"hello","protocol":{"max":1}})", 7, Code::kBadMember, "/protocol/min: missing"},
      {R"({"id":7,"kind":"hello","protocol":{"min":1,"max":"1"}})", 7, Code::kBadMember,
       "/protocol/max: expected an integer from 0 to 1000000"},
      {R"({"id":7,"kind":"page"})", 7, Code::kBadMember, "/text: missing"},
      {R"({"id":7,"kind":"page","text":null})", 7, Code::kBadMember, "/text: expected a string"},
      {R"({"id":7,"kind":"page","text":"","url":1})", 7, Code::kBadMember, "/url: expected a string"},
      {R"({"id":7,"kind":"page","text":"","languages":"en"})", 7, Code::kBadMember,
       "/languages: expected an array"},
      {R"({"id":7,"kind":"page","text":"","languages":["en",1]})", 7, Code::kBadMember,
       "/languages/1: expected a string"},
      {R"({"id":7,"kind":"conversation"})", 7, Code::kBadMember, "/messages: missing"},
      {R"({"id":7,"kind":"conversation","messages":{}})", 7, Code::kBadMember,
       "/messages: expected an array"},
      {R"({"id":7,"kind":"conversation","messages":["x"]})", 7, Code::kBadMember,
       "/messages/0: expected an object"},
      {R"({"id":7,"kind":"conversation","messages":[{"from":"me","text":""},{"text":""}]})", 7,
       Code::kBadMember, "/messages/1/from: missing"},
      {R"({"id":7,"kind":"conversation","messages":[{"from":1,"text":""}]})", 7, Code::kBadMember,
       "/messages/0/from: expected a string"},
      {R"({"id":7,"kind":"conversation","messages":[{"from":"you","text":""}]})", 7, Code::kBadMember,
       "/messages/0/from: expected one of them, me, unknown"},
      {R"({"id":7,"kind":"conversation","messages":[{"from":"me"}]})", 7, Code::kBadMember,
       "/messages/0/text: missing"},
      {R"({"id":7,"kind":"conversation","messages":[{"from":"me","text":3}]})", 7, Code::kBadMember,
       "/messages/0/text: expected a string"},
      {R"({"id":7,"kind":"conversation","messages":[],"url":[]})", 7, Code::kBadMember,
       "/url: expected a string"},
      {R"({"id":7,"kind":"conversation","messages":[],"languages":{}})", 7, Code::kBadMember,
       "/languages: expected an array"},
      {R"({"id":7,"kind":"conversation","messages":[],"today":-1})", 7, Code::kBadMember,
       "/today: expected an integer from 0 to 4000000"},
      {R"({"id":7,"kind":"url"})", 7, Code::kBadMember, "/url: missing"},
      {R"({"id":7,"kind":"url","url":"x","languages":[null]})", 7, Code::kBadMember,
       "/languages/0: expected a string"},
      {R"({"id":7,"kind":"status","x":[)" + deep + "]}", std::nullopt, Code::kTooDeep,
       "nested deeper than 16"},
      {std::string(kMaxRequestBytes + 1, ' '), std::nullopt, Code::kTooLarge,
       "1048577 bytes, at most 1048576"},
  };
  for (const Case& one : cases) {
    const Refusal refusal = Refused(one.payload);
    const std::string shown = one.payload.substr(0, 200);
    EXPECT_EQ(refusal.id, one.id) << shown;
    EXPECT_EQ(refusal.code, one.code) << shown;
    EXPECT_EQ(refusal.message, one.message) << shown;
  }
}

TEST(ReadRequest, DepthOfExactlyTheLimitIsRead) {
  Read<StatusRequest>(R"({"id":7,"kind":"status","x":)" + std::string(15, '[') + std::string(15, ']') + "}");
}

}  // namespace
}  // namespace watchword::message

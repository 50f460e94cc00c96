// SPDX-License-Identifier: Apache-2.0
// The protocol as docs/protocol.md has it: its golden examples, and what no
// file can hold.
#include "app/handler.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/file_system.h"
#include "compile/compile_pack.h"
#include "message/protocol.h"
#include "support/test_pack.h"

namespace watchword::app {
namespace {

using base::Json;

Handler WithPack() {
  return Handler([] { return Rules{test::TestRuleset(), {}}; });
}

Handler WithoutPack() {
  return Handler([] {
    return Rules{nullptr, {message::Code::kNoPack, "no pattern pack: looked for /nowhere/base.pack"}};
  });
}

Json Answer(Handler& handler, std::string_view payload) {
  const std::string reply = handler.Answer(payload);
  EXPECT_LE(reply.size(), message::kMaxReplyBytes);
  const auto json = base::ParseJson(reply);
  EXPECT_TRUE(json) << reply.substr(0, 200);
  return json ? *json : Json();
}

struct Golden {
  std::string file;
  Json content;
};

std::vector<Golden> ReadGoldens() {
  const base::PosixFileSystem files;
  const std::string folder = WATCHWORD_SOURCE "/tests/golden/protocol/v1";
  const auto names = files.ListFiles(folder);
  std::vector<Golden> goldens;
  for (const std::string& name : names ? *names : std::vector<std::string>{}) {
    const auto json =
        base::ParseJson(*files.Read(folder + "/" + name, base::kMaxFileBytes), {.max_depth = 64});
    goldens.push_back({name, json ? *json : Json()});
  }
  return goldens;
}

TEST(Handler, AnswersAsTheGoldenFilesSay) {
  const auto goldens = ReadGoldens();
  ASSERT_GT(goldens.size(), 50u);
  for (const Golden& golden : goldens) {
    const Json& content = golden.content;
    ASSERT_TRUE(content.is_object()) << golden.file;
    EXPECT_EQ(content["name"].get<std::string>() + ".json", golden.file);
    const std::string payload = content.contains("request_raw") ? content["request_raw"].get<std::string>()
                                                                : base::ToText(content["request"]);
    Handler handler = content.value("without_pack", false) ? WithoutPack() : WithPack();
    Json reply = Answer(handler, payload);
    if (reply.contains("host_us")) {
      EXPECT_TRUE(reply["host_us"].is_number_unsigned() || reply["host_us"] >= 0) << golden.file;
      reply["host_us"] = 0;
    }
    EXPECT_EQ(reply, content["reply"]) << golden.file << ": " << base::ToText(reply);
  }
}

TEST(Handler, EveryVerdictKeepsThePromisesOfTheProtocol) {
  for (const Golden& golden : ReadGoldens()) {
    const Json& reply = golden.content["reply"];
    if (reply["kind"] != "verdict") continue;
    const bool none = reply["level"] == "none";
    for (const char* member : {"scheme", "stage", "explanation"}) {
      EXPECT_EQ(reply[member].is_null(), none) << golden.file << ": " << member;
    }
    EXPECT_EQ(reply["stage"], none ? Json() : reply["stages"].back()) << golden.file;
    const bool conversation = golden.file.starts_with("conversation");
    EXPECT_EQ(reply.contains("memory"), conversation) << golden.file;
    const bool warns = reply["level"] == "caution" || reply["level"] == "danger";
    EXPECT_EQ(reply["first_warning"].is_null(), !(conversation && warns)) << golden.file;
    for (const Json& one : reply["evidence"]) {
      EXPECT_EQ(one["message"].is_null(), !conversation) << golden.file;
      EXPECT_LT(one["start"], one["end"]) << golden.file;
    }
  }
}

TEST(Handler, AnyRangeWithOurProtocolInItIsCommon) {
  Handler handler = WithPack();
  for (const char* range : {R"({"min":1,"max":1})", R"({"min":0,"max":9})", R"({"min":1,"max":1000000})"}) {
    const Json reply = Answer(handler, std::string(R"({"id":1,"kind":"hello","protocol":)") + range + "}");
    EXPECT_EQ(reply["kind"], "hello") << range;
    EXPECT_EQ(reply["protocol"], 1) << range;
  }
}

TEST(Handler, OtherMessagesWorkWithoutHello) {
  Handler handler = WithPack();
  EXPECT_EQ(Answer(handler, R"({"id":9,"kind":"page","text":""})")["level"], "none");
}

TEST(Handler, StatusCountsRequestsAndErrors) {
  Handler handler = WithPack();
  handler.Answer("not json");
  handler.Answer(R"({"id":1,"kind":"dance"})");
  handler.Answer(R"({"id":1,"kind":"page","text":""})");
  const Json status = Answer(handler, R"({"id":2,"kind":"status"})");
  EXPECT_EQ(status["requests"], 4);
  EXPECT_EQ(status["errors"], 2);
}

TEST(Handler, TooManyMessagesAreRefusedAndTheLimitIsNot) {
  const auto conversation = [](std::size_t count) {
    Json messages = Json::array();
    for (std::size_t i = 0; i < count; ++i) messages.push_back({{"from", "them"}, {"text", "Hello"}});
    return base::ToText({{"id", 3}, {"kind", "conversation"}, {"messages", messages}});
  };
  Handler handler = WithPack();
  EXPECT_EQ(Answer(handler, conversation(500))["kind"], "verdict");
  EXPECT_EQ(base::ToText(Answer(handler, conversation(501))),
            R"({"id":3,"kind":"error","code":103,"message":"/messages: at most 500 messages"})");
}

TEST(Handler, APayloadAboveTheLimitIsRefused) {
  Handler handler = WithPack();
  EXPECT_EQ(base::ToText(Answer(handler, std::string(message::kMaxRequestBytes + 1, ' '))),
            R"({"id":null,"kind":"error","code":106,"message":"1048577 bytes, at most 1048576"})");
}

TEST(Handler, OffsetsCountIllFormedBytesAsOneUnit) {
  Handler handler = WithPack();
  const Json reply =
      Answer(handler, "{\"id\":1,\"kind\":\"page\",\"text\":\"\xFF\xE4\xB8 guaranteed daily return\"}");
  ASSERT_EQ(reply["evidence"].size(), 1u);
  EXPECT_EQ(reply["evidence"][0]["start"], 3);
  EXPECT_EQ(reply["evidence"][0]["end"], 26);
}

TEST(Handler, AMemoryAboveTheLimitIsAsIfAbsent) {
  Handler handler = WithPack();
  Json rules = Json::array();
  rules.push_back({{"rule", "investment/withdrawal-block/en/tax-first"}, {"weight", 4.0}});
  for (int i = 0; i < 100; ++i)
    rules.push_back({{"rule", "x/y/en/retired-rule-" + std::to_string(i)}, {"weight", 1.0}});
  Json request = {{"id", 1}, {"kind", "conversation"}, {"messages", Json::array()}};
  request["memory"] = {{"v", 1}, {"rules", rules}};
  ASSERT_GT(base::ToText(request["memory"]).size(), message::kMaxMemoryBytes);
  EXPECT_EQ(Answer(handler, base::ToText(request))["level"], "none");
  request["memory"]["rules"].erase(request["memory"]["rules"].begin() + 60, request["memory"]["rules"].end());
  ASSERT_LE(base::ToText(request["memory"]).size(), message::kMaxMemoryBytes);
  EXPECT_EQ(Answer(handler, base::ToText(request))["level"], "danger");
}

TEST(Handler, TheMemoryItHandsOutIsOneItTakes) {
  Handler handler = WithPack();
  Json request = {{"id", 1},
                  {"kind", "conversation"},
                  {"today", 20779},
                  {"messages", Json::array({{{"from", "them"}, {"text", "guaranteed daily return"}}})}};
  const Json first = Answer(handler, base::ToText(request));
  request["memory"] = first["memory"];
  request["today"] = 20790;
  Json again = Answer(handler, base::ToText(request));
  again["host_us"] = first["host_us"];
  EXPECT_EQ(again, first) << "the same messages seen again change nothing";
}

TEST(Handler, NoVerdictIsLargerThanAReplyMayBe) {
  std::string text;
  while (text.size() < 1'000'000) text += "guaranteed daily return! ";
  Handler handler = WithPack();
  const Json reply = Answer(handler, base::ToText({{"id", 1}, {"kind", "page"}, {"text", text}}));
  EXPECT_EQ(reply["kind"], "verdict");
  EXPECT_GT(reply["evidence"].size(), 100u);
}

TEST(Handler, AReplyThatWouldBeTooLargeIsAnInternalError) {
  pack::Pack pack = test::ReadTestPatterns().pack;
  pack.wording[0].schemes["investment"].test = std::string(message::kMaxReplyBytes, 'x');
  Handler handler([&] { return Rules{*assess::Ruleset::Open(*compile::CompileInMemory(pack, "")), {}}; });
  EXPECT_EQ(base::ToText(Answer(handler, R"({"id":5,"kind":"page","text":"guaranteed daily return"})")),
            R"({"id":5,"kind":"error","code":301,"message":"the reply would be too large"})");
  EXPECT_EQ(Answer(handler, R"({"id":6,"kind":"status"})")["errors"], 1);
}

TEST(Handler, HostTimeBeginsWithTheBytesOfTheRequest) {
  // Reading a megabyte takes far more than 50 µs, judging the empty text far less.
  Handler handler = WithPack();
  std::string padding = "1";
  while (padding.size() < 1'000'000) padding += ",1";
  const Json reply = Answer(handler, R"({"id":1,"kind":"page","text":"","padding":[)" + padding + "]}");
  EXPECT_GT(reply["host_us"], 1000);
}

}  // namespace
}  // namespace watchword::app

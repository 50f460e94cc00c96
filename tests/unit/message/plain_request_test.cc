// SPDX-License-Identifier: Apache-2.0
// The quick reader against the careful one: it may decline, never differ.
#include "message/plain_request.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "support/describe_request.h"

namespace watchword::message {
namespace {

std::string Careful(std::string_view payload) {
  const auto read = ReadRequest(payload);
  return std::holds_alternative<Request>(read) ? test::Describe(std::get<Request>(read)) : "refused";
}

bool IsPlain(std::string_view payload) {
  PlainReader reader;
  const auto plain = reader.Read(payload);
  if (plain) {
    EXPECT_EQ(test::Describe(*plain), Careful(payload)) << payload;
  }
  return plain.has_value();
}

TEST(PlainReader, ReadsWhatExtensionsSend) {
  EXPECT_TRUE(
      IsPlain(R"({"id":2,"kind":"page","url":"https://a.example/","text":"héllo \"you\" \ud83d\ude00\u0000",)"
              R"("languages":["en","zh-Hans"],"unknown":{"a":[1,2.5,null,true]}})"));
  EXPECT_TRUE(IsPlain(R"({"kind":"conversation","id":4294967295,"messages":[{"from":"them","text":"a"},)"
                      R"({"text":"","from":"me","x":1},{"from":"unknown","text":"b"}],"today":20779,)"
                      R"("memory":{"v":1,"rules":[{"rule":"r","weight":2.0,"day":20779}]}})"));
  EXPECT_TRUE(IsPlain(R"( {"id":0,"kind":"page","text":""} )"));
}

TEST(PlainReader, LeavesTheRestToTheCarefulOne) {
  for (const char* payload :
       {"",
        "[]",
        "{}",
        "no json",
        R"({"id":1})",
        R"({"id":1,"kind":"hello","protocol":{"min":1,"max":1}})",
        R"({"id":1,"kind":"page"})",
        R"({"id":-1,"kind":"page","text":"a"})",
        R"({"id":1.0,"kind":"page","text":"a"})",
        R"({"id":4294967296,"kind":"page","text":"a"})",
        R"({"id":1,"kind":"page","text":5})",
        R"({"id":1,"kind":"page","text":"\ud800"})",
        "{\"id\":1,\"kind\":\"page\",\"text\":\"\xFF\"}",
        R"({"id":1,"id":2,"kind":"page","text":"a"})",
        R"({"id":1,"kind":"page","text":"a","text":"b"})",
        R"({"id":1,"kind":"page","text":"a","messages":7})",
        R"({"id":1,"kind":"page","text":"a","languages":[1]})",
        R"({"id":1,"kind":"conversation","messages":[{"from":"her","text":"a"}]})",
        R"({"id":1,"kind":"conversation","messages":[{"from":"me"}]})",
        R"({"id":1,"kind":"conversation","messages":[{"from":"me","from":"me","text":""}]})",
        R"({"id":1,"kind":"conversation","messages":[7]})",
        R"({"id":1,"kind":"conversation","messages":[],"today":4000001})",
        R"({"id":1,"kind":"page","text":"a","deep":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]})"}) {
    EXPECT_FALSE(IsPlain(payload)) << payload;
  }
}

TEST(PlainReader, AMemoryThatIsTooLongIsNone) {
  PlainReader reader;
  const std::string memory(kMaxMemoryBytes, 'x');
  const auto request =
      reader.Read(R"({"id":1,"kind":"conversation","messages":[],"memory":{"long":")" + memory + R"("}})");
  ASSERT_TRUE(request);
  EXPECT_FALSE(std::get<ConversationRequest>(request->body).memory);
}

TEST(PlainReader, ReadsOthersAsTheCarefulOneDoes) {
  const std::string too_long = "\"" + std::string(kMaxMemoryBytes, 'x') + "\"";
  const std::string begin = R"({"id":1,"kind":"conversation","messages":[],"others":)";
  EXPECT_TRUE(IsPlain(begin + R"([{"v":1,"rules":[{"rule":"r","weight":2.0}]},)" + too_long +
                      R"(,7,null,"fifth"]})"));
  EXPECT_TRUE(IsPlain(begin + "[]}"));
  EXPECT_FALSE(IsPlain(begin + "7}"));
  EXPECT_FALSE(IsPlain(begin + R"([],"others":[7]})"));
  EXPECT_FALSE(IsPlain(R"({"id":1,"kind":"page","text":"a","others":[]})"));
}

TEST(PlainReader, ReadsALargeRequestAfterASmallOneAndTheOtherWayRound) {
  PlainReader reader;
  for (const std::size_t size : {10u, 900'000u, 10u}) {
    const auto request = reader.Read(R"({"id":1,"kind":"page","text":")" + std::string(size, 'a') + "\"}");
    ASSERT_TRUE(request);
    EXPECT_EQ(std::get<PageRequest>(request->body).text.size(), size);
  }
  EXPECT_FALSE(reader.Read(R"({"id":1,"kind":"page","text":")" + std::string(kMaxRequestBytes, 'a') + "\"}"));
}

std::vector<std::string> GoldenRequests() {
  std::vector<std::string> requests;
  for (const auto& entry :
       std::filesystem::directory_iterator(WATCHWORD_SOURCE "/tests/golden/protocol/v1")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const auto golden = base::ParseJson(text.str());
    if (golden && golden->contains("request")) requests.push_back(base::ToText((*golden)["request"]));
  }
  return requests;
}

TEST(PlainReader, NeverDiffersOnGoldenRequestsWithBytesChanged) {
  std::mt19937 random(20261122);
  std::size_t plain = 0;
  for (const std::string& request : GoldenRequests()) {
    plain += IsPlain(request) ? 1u : 0u;
    for (std::size_t round = 0; round < 200; ++round) {
      std::string changed = request;
      for (std::size_t left = 1 + random() % 3; left > 0; --left) {
        constexpr std::string_view kBytes = "{}[]\",:\\u0d8ent 1-.\xC3\xA9";
        changed[random() % changed.size()] = kBytes[random() % kBytes.size()];
      }
      IsPlain(changed);
    }
  }
  EXPECT_GT(plain, 5u);
}

}  // namespace
}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
#include "cli/scan_item.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/test_pack.h"

namespace watchword::cli {
namespace {

template <typename What>
What Read(std::string_view line) {
  const auto item = ReadScanItem(line);
  if (!item) {
    ADD_FAILURE() << item.error().message;
    return {};
  }
  const auto* what = std::get_if<What>(&item->what);
  EXPECT_NE(what, nullptr) << line;
  return what == nullptr ? What{} : *what;
}

std::string Scan(std::string_view line) {
  assess::Assessor assessor = *assess::Assessor::Make(test::TestRuleset());
  const auto item = ReadScanItem(line);
  if (!item) return "error: " + item.error().message;
  const auto verdict = Judge(assessor, *item);
  return verdict ? ScanLine(*item, *verdict, assessor.ruleset()) : verdict.error().message;
}

TEST(ReadScanItem, ReadsAConversation) {
  const auto conversation = Read<assess::Conversation>(
      R"({"messages":[{"from":"them","text":"a","at":1},{"from":"me","text":"b"},{"from":"unknown","text":""}],)"
      R"("memory":{"v":1,"rules":[{"rule":"x/y/en/z","weight":2.5,"day":7}]},"text":"ignored","url":5})");
  ASSERT_EQ(conversation.messages.size(), 3u);
  EXPECT_EQ(conversation.messages[0].from, assess::Source::kThem);
  EXPECT_EQ(conversation.messages[0].text, "a");
  EXPECT_EQ(conversation.messages[1].from, assess::Source::kMe);
  EXPECT_EQ(conversation.messages[2].from, assess::Source::kUnknown);
  ASSERT_EQ(conversation.memory.size(), 1u);
  EXPECT_EQ(conversation.memory[0].rule, "x/y/en/z");
  EXPECT_EQ(conversation.memory[0].weight, 2.5);
  EXPECT_EQ(conversation.memory[0].day, 7);
}

TEST(ReadScanItem, ReadsAPage) {
  const auto page = Read<assess::Page>(R"({"id":1,"text":"T","url":"https://x","lang":"en"})");
  EXPECT_EQ(page.text, "T");
  EXPECT_EQ(page.url, "https://x");
  EXPECT_EQ(Read<assess::Page>(R"({"text":""})").url, std::nullopt);
  EXPECT_EQ(Read<assess::Page>(R"({"text":"","url":null})").url, std::nullopt);
}

TEST(ReadScanItem, ReadsAName) {
  EXPECT_EQ(Read<AddressItem>(R"({"url":"bad.example"})").url, "bad.example");
}

TEST(ReadScanItem, NullMemoryIsNone) {
  EXPECT_TRUE(Read<assess::Conversation>(R"({"messages":[],"memory":null})").memory.empty());
}

TEST(ReadScanItem, TakesItemsFarLargerThanAMessageOfTheBrowser) {
  const auto page = Read<assess::Page>(R"({"text":")" + std::string(5'000'000, 'x') + "\"}");
  EXPECT_EQ(page.text.size(), 5'000'000u);
  const std::string deep = std::string(60, '[') + std::string(60, ']');
  EXPECT_EQ(Read<assess::Page>(R"({"text":"x","ignored":)" + deep + "}").text, "x");
}

TEST(ReadScanItem, SaysWhatIsWrongWithALine) {
  struct Case {
    std::string line;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"", "not JSON at byte 1"},
      {"{\"text\":\"x\"", "not JSON at byte 12"},
      {"[]", "/: expected an object"},
      {"\"text\"", "/: expected an object"},
      {"{}", "/: expected messages, text or url"},
      {R"({"id":1})", "/: expected messages, text or url"},
      {R"({"messages":{}})", "/messages: expected an array"},
      {R"({"messages":null})", "/messages: expected an array"},
      {R"({"messages":["x"]})", "/messages/0: expected an object"},
      {R"({"messages":[{"text":"x"}]})", "/messages/0/from: missing"},
      {R"({"messages":[{"from":"me","text":""},{"from":"you","text":"x"}]})",
       "/messages/1/from: expected one of them, me, unknown"},
      {R"({"messages":[{"from":0,"text":"x"}]})", "/messages/0/from: expected one of them, me, unknown"},
      {R"({"messages":[{"from":"me"}]})", "/messages/0/text: missing"},
      {R"({"messages":[{"from":"me","text":null}]})", "/messages/0/text: expected a string"},
      {R"({"messages":[],"memory":[]})", "/memory: expected an object"},
      {R"({"messages":[],"memory":{"v":1}})", "/memory/rules: missing"},
      {R"({"messages":[],"memory":{"v":1,"rules":[{"rule":"x","weight":-1}]}})",
       "/memory/rules/0/weight: expected a number from 0.000000 to 100.000000"},
      {R"({"text":1})", "/text: expected a string"},
      {R"({"text":"x","url":1})", "/url: expected a string"},
      {R"({"url":1})", "/url: expected a string"},
      {R"({"url":""})", "/url: empty"},
      {std::string(65, '['), "nested deeper than 64"},
  };
  for (const Case& one : cases) {
    const auto item = ReadScanItem(one.line);
    ASSERT_FALSE(item) << one.line;
    EXPECT_EQ(item.error().message, one.message) << one.line;
  }
}

TEST(ReadScanItem, RefusesALineAboveTheLimit) {
  const auto item = ReadScanItem(std::string(64 * 1024 * 1024 + 1, ' '));
  ASSERT_FALSE(item);
  EXPECT_EQ(item.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(item.error().message, "67108865 bytes, at most 67108864");
}

TEST(ReadScanItem, KeepsTheIdAsItWasWritten) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {R"({"id":1.50,"text":""})", "1.50"},
      {R"({"id" : "a\u00e9\/" ,"text":""})", R"("a\u00e9\/")"},
      {R"({"text":"","id":{"a" : [1, 2]}})", R"({"a" : [1, 2]})"},
      {R"({"id":12345678901234567890123,"text":""})", "12345678901234567890123"},
      {R"({"id":null,"text":""})", "null"},
      {R"({"text":"","sub":{"id":5}})", "null"},
      {"\xEF\xBB\xBF{\"id\":7,\"text\":\"\"}", "7"},
  };
  for (const auto& [line, id] : cases) EXPECT_EQ(ReadScanItem(line)->id, id) << line;
}

TEST(ScanLine, SaysNoneOfAnOrdinaryConversation) {
  EXPECT_EQ(Scan(R"({"id":"a","messages":[{"from":"them","text":"Shall we meet?"}]})"),
            R"({"id":"a","level":"none","probability":0.0,"scheme":null,"stages":[],"evidence":[],)"
            R"("first_warning":null})");
}

TEST(ScanLine, SaysEverythingOfAWarning) {
  EXPECT_EQ(Scan(R"({"id":[2],"messages":[{"from":"them","text":"It is guaranteed, 3% paid daily."},)"
                 R"({"from":"them","text":"💰 You must pay the income tax before you can withdraw."}]})"),
            R"({"id":[2],"level":"danger","probability":0.993,"scheme":"investment",)"
            R"("stages":["pitch","withdrawal-block"],"evidence":[)"
            R"({"rule":"investment/pitch/en/guaranteed","stage":"pitch","message":0,"start":6,"end":31},)"
            R"({"rule":"investment/withdrawal-block/en/tax-first","stage":"withdrawal-block","message":1,)"
            R"("start":12,"end":54}],"first_warning":1})");
}

TEST(ScanLine, APageAndANameHaveNeitherMessageNorFirstWarning) {
  EXPECT_EQ(
      Scan(R"({"text":"We recover your funds, a small fee first"})"),
      R"({"id":null,"level":"danger","probability":0.9097,"scheme":"recovery","stages":["fee"],"evidence":[)"
      R"({"rule":"recovery/fee/en/fee-first","stage":"fee","message":null,"start":3,"end":40}],)"
      R"("first_warning":null})");
  EXPECT_EQ(
      Scan(R"({"url":"www.bad-exchange.example/x"})"),
      R"({"id":null,"level":"danger","probability":0.9891,"scheme":"platform","stages":["listed"],"evidence":[)"
      R"({"rule":"list/reported","stage":"listed","message":null,"start":0,"end":24}],"first_warning":null})");
}

TEST(ScanLine, MemoryCountsWithoutBeingEvidence) {
  EXPECT_EQ(
      Scan(R"({"messages":[{"from":"them","text":"Hello"}],"memory":{"v":1,"rules":[)"
           R"({"rule":"investment/withdrawal-block/en/tax-first","weight":4}]}})"),
      R"({"id":null,"level":"danger","probability":0.9097,"scheme":"investment","stages":["withdrawal-block"],)"
      R"("evidence":[],"first_warning":0})");
}

}  // namespace
}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include "author/corpus.h"

#include <gtest/gtest.h>

#include <sstream>

namespace watchword::author {
namespace {

TEST(ReadCorpusItem, AConversationAndAPage) {
  const auto chat = ReadCorpusItem(
      R"({"id":"a","label":"scam","lang":"pt-BR","kind":"task","messages":[{"from":"them","text":"oi"},{"from":"unknown","text":"?"}]})");
  ASSERT_TRUE(chat);
  EXPECT_EQ(chat->id, "a");
  EXPECT_EQ(chat->language, "pt");
  EXPECT_FALSE(chat->honest);
  ASSERT_EQ(chat->texts.size(), 2u);
  EXPECT_EQ(chat->texts[0].from, assess::Source::kThem);
  EXPECT_EQ(chat->texts[1].from, assess::Source::kUnknown);
  const auto page = ReadCorpusItem(R"({"id":"b","label":"benign","text":"hello"})");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->honest);
  EXPECT_EQ(page->language, "");
  EXPECT_EQ(page->texts[0].from, assess::Source::kPage);
}

TEST(ReadCorpusItem, SaysWhatIsWrong) {
  const auto complaint = [](const std::string& line) {
    const auto item = ReadCorpusItem(line);
    return item ? "fine" : item.error().message;
  };
  EXPECT_EQ(complaint("["), "not JSON at byte 2");
  EXPECT_EQ(complaint("[]"), "/: expected an object");
  EXPECT_EQ(complaint(R"({"label":"scam","text":""})"), "/id: missing");
  EXPECT_EQ(complaint(R"({"id":"a","text":""})"), "/label: missing");
  EXPECT_EQ(complaint(R"({"id":"a","label":"ham","text":""})"), "/label: expected one of benign, scam");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam"})"), "/text: missing");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam","messages":[{"from":"you","text":"x"}]})"),
            "/messages/0/from: expected one of them, me, unknown");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam","messages":[{"text":"x"}]})"), "/messages/0/from: missing");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam","messages":[{"from":"me"}]})"),
            "/messages/0/text: missing");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam","messages":7})"), "/messages: expected an array");
  EXPECT_EQ(complaint(R"({"id":"a","label":"scam","lang":7,"text":"x"})"), "/lang: expected a string");
}

TEST(ReadCorpus, SkipsBlankLinesAndNamesTheBadOne) {
  std::istringstream fine("\n{\"id\":\"a\",\"label\":\"scam\",\"text\":\"x\"}\n \r\n");
  EXPECT_EQ(ReadCorpus(fine)->size(), 1u);
  std::istringstream bad("\n{\"id\":\"a\",\"label\":\"scam\",\"text\":\"x\"}\nno\n");
  EXPECT_EQ(ReadCorpus(bad).error().message, "line 3: not JSON at byte 2");
}

}  // namespace
}  // namespace watchword::author

// SPDX-License-Identifier: Apache-2.0
#include "tuf/fetch_pipe.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <map>
#include <thread>

#include "support/scripted_stream.h"

namespace watchword::tuf {
namespace {

using test::ScriptedStream;

constexpr const char* kUrl = "https://test/a";

std::string Number(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> 8 * i & 0xFF));
  return text;
}

std::string AnswerOf(int kind, std::uint64_t length, const std::string& payload) {
  return Number(static_cast<std::uint64_t>(kind), 1) + Number(length, 8) + payload;
}

struct Answered {
  ErrorCode code = ErrorCode::kInvalid;
  std::string text;  // the bytes or the message
};

// What the parent makes of it when the child says this.
Answered Hear(const std::string& bytes, std::size_t max_bytes = 100) {
  ScriptedStream pipe({bytes});
  PipeFetcher fetcher(pipe);
  const auto file = fetcher.Fetch(kUrl, max_bytes);
  return file ? Answered{ErrorCode::kInvalid, *file} : Answered{file.error().code, file.error().message};
}

class Files final : public Fetcher {
 public:
  Result<std::string> Fetch(const std::string& url, std::size_t max_bytes) override {
    if (url == "gone") return Error{ErrorCode::kNotFound, "gone: the server says 404"};
    if (url == "slow") return Error{ErrorCode::kIo, "slow: timed\nout"};
    if (max_bytes < 1000)
      return Error{ErrorCode::kTooLarge, url + ": more than " + std::to_string(max_bytes)};
    return std::string(200'000, 'x');
  }
};

TEST(FetchPipe, FilesAndErrorsComeThroughAProcessBorder) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  Status served;
  std::thread child([&] {
    base::DescriptorStream pipe(ends[1], ends[1]);
    Files files;
    served = ServeFetches(pipe, files);
  });
  {
    base::DescriptorStream pipe(ends[0], ends[0]);
    PipeFetcher fetcher(pipe);
    EXPECT_EQ(fetcher.Fetch("a", 200'000)->size(), 200'000u);
    EXPECT_EQ(fetcher.Fetch("gone", 1000).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(fetcher.Fetch("gone", 1000).error().message, "gone: the server says 404");
    EXPECT_EQ(fetcher.Fetch("slow", 1000).error().message, "slow: timed?out");
    EXPECT_EQ(fetcher.Fetch("a", 10).error().code, ErrorCode::kTooLarge);
    EXPECT_EQ(fetcher.Fetch("a", 200'000)->size(), 200'000u);
  }
  ::close(ends[0]);
  child.join();
  ::close(ends[1]);
  EXPECT_TRUE(served);
}

TEST(PipeFetcher, RefusesAFileThatIsLongerThanItMayBeBeforeReadingIt) {
  const Answered answered = Hear(AnswerOf(1, 101, std::string(101, 'x')));
  EXPECT_EQ(answered.code, ErrorCode::kTooLarge);
  EXPECT_EQ(answered.text, "https://test/a: the fetcher: answered with 101 bytes, at most 100");
  EXPECT_EQ(Hear(AnswerOf(1, ~std::uint64_t{0}, "")).code, ErrorCode::kTooLarge);
}

TEST(PipeFetcher, RefusesAMessageThatIsTooLong) {
  EXPECT_EQ(Hear(AnswerOf(4, 5000, std::string(5000, 'x'))).text,
            "https://test/a: the fetcher: answered with 5000 bytes, at most 4096");
}

TEST(PipeFetcher, RefusesAnAnswerOfNoKind) {
  for (const int kind : {0, 5, 255})
    EXPECT_EQ(Hear(AnswerOf(kind, 1, "x")).text,
              "https://test/a: the fetcher: gave an answer of no known kind");
}

TEST(PipeFetcher, AChildThatDiesIsAnError) {
  for (const std::string& bytes :
       {std::string(), AnswerOf(1, 50, "").substr(0, 4), AnswerOf(1, 50, "half")}) {
    const Answered answered = Hear(bytes);
    EXPECT_EQ(answered.code, ErrorCode::kIo);
    EXPECT_EQ(answered.text, "https://test/a: the fetcher: ended in the middle");
  }
}

TEST(PipeFetcher, DoesNotTalkToAChildThatMisbehaved) {
  ScriptedStream pipe({AnswerOf(9, 0, ""), AnswerOf(1, 2, "ok")});
  PipeFetcher fetcher(pipe);
  EXPECT_FALSE(fetcher.Fetch(kUrl, 100));
  EXPECT_EQ(fetcher.Fetch(kUrl, 100).error().message, "https://test/a: the fetcher misbehaved before");
}

TEST(PipeFetcher, WhatIsNotThereIsNoMisbehaviour) {
  ScriptedStream pipe({AnswerOf(2, 1, "n"), AnswerOf(1, 2, "ok")});
  PipeFetcher fetcher(pipe);
  EXPECT_EQ(fetcher.Fetch(kUrl, 100).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(*fetcher.Fetch(kUrl, 100), "ok");
}

TEST(ServeFetches, RefusesWhatIsNoRequest) {
  Files files;
  ScriptedStream too_long({Number(5000, 4) + Number(1, 8)});
  EXPECT_EQ(ServeFetches(too_long, files).error().message, "an address of 5000 bytes");
  ScriptedStream cut({Number(10, 4) + Number(1, 8) + "half"});
  EXPECT_EQ(ServeFetches(cut, files).error().message, "the request: ended in the middle");
  ScriptedStream stub({"abc"});
  EXPECT_EQ(ServeFetches(stub, files).error().message, "the request ended in the middle");
  ScriptedStream nothing({});
  EXPECT_TRUE(ServeFetches(nothing, files));
}

}  // namespace
}  // namespace watchword::tuf

// SPDX-License-Identifier: Apache-2.0
#include "update/serve.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "message/frame.h"
#include "support/scripted_stream.h"

namespace watchword::update {
namespace {

constexpr const char* kAsk = R"({"id":7,"kind":"image"})";

struct Answered {
  int status = -1;
  std::string reply;  // without its length
  int builds = 0;
};

Answered Ask(const std::string& bytes, const ImageOutcome& outcome = ImageReady{"/x", false, 5}) {
  test::ScriptedStream pipe({bytes});
  Answered answered;
  answered.status = AnswerOne(pipe, {.build = [&] {
                                ++answered.builds;
                                return outcome;
                              }});
  if (pipe.written().size() >= 4) answered.reply = pipe.written().substr(4);
  return answered;
}

TEST(AnswerOne, BuildsAndSaysSo) {
  const Answered built = Ask(message::Frame(kAsk));
  EXPECT_EQ(built.status, 0);
  EXPECT_EQ(built.reply, R"({"id":7,"kind":"image","state":"built","ms":5})");
  EXPECT_EQ(Ask(message::Frame(kAsk), ImageReady{"/x", true, 0}).reply,
            R"({"id":7,"kind":"image","state":"present","ms":0})");
}

TEST(AnswerOne, AFailureIsAReply) {
  const Answered answered =
      Ask(message::Frame(kAsk), ImageFailure{message::Code::kCompileFailed, "a/b, x: broken"});
  EXPECT_EQ(answered.status, 0);
  EXPECT_EQ(answered.reply, R"({"id":7,"kind":"error","code":203,"message":"a/b, x: broken"})");
  EXPECT_EQ(Ask(message::Frame(kAsk), ImageFailure{message::Code::kNoPack, "none"}).reply,
            R"({"id":7,"kind":"error","code":201,"message":"none"})");
}

TEST(AnswerOne, WhatIsNoRequestBuildsNothing) {
  struct Case {
    std::string payload;
    int code;
  };
  for (const Case& one :
       {Case{"", 101}, Case{"[]", 102}, Case{R"({"kind":"image"})", 102},
        Case{R"({"id":7,"kind":"page","text":"x"})", 104}, Case{std::string(40, '['), 105}}) {
    const Answered answered = Ask(message::Frame(one.payload));
    EXPECT_EQ(answered.status, 0);
    EXPECT_EQ(answered.builds, 0);
    const auto reply = base::ParseJson(answered.reply);
    ASSERT_TRUE(reply) << one.payload;
    EXPECT_EQ((*reply)["code"], one.code) << one.payload;
  }
}

TEST(AnswerOne, FramesThatAreNone) {
  const Answered large = Ask(std::string("\x01\x00\x10\x00", 4));
  EXPECT_EQ(large.status, 1);
  EXPECT_EQ(large.reply,
            R"({"id":null,"kind":"error","code":106,"message":"a frame of 1048577 bytes, at most 1048576"})");
  const Answered cut = Ask(message::Frame(kAsk).substr(0, 9));
  EXPECT_EQ(cut.status, 1);
  EXPECT_EQ(cut.reply, "");
  EXPECT_EQ(large.builds + cut.builds, 0);
}

TEST(AnswerOne, NothingAskedIsNothingDone) {
  test::ScriptedStream pipe({});
  EXPECT_EQ(AnswerOne(pipe, {}), 0);
  EXPECT_EQ(pipe.written(), "");
}

std::string AskFor(const std::string& kind, const Jobs& jobs, const std::string& more = "") {
  test::ScriptedStream pipe({message::Frame(R"({"id":7,"kind":")" + kind + "\"" + more + "}")});
  EXPECT_EQ(AnswerOne(pipe, jobs), 0);
  return pipe.written().substr(4);
}

TEST(AnswerOne, LooksForNewerPatternsWhenThatIsDue) {
  const Jobs jobs{.check = [](When when) -> std::variant<Report, Failure> {
    EXPECT_EQ(when, When::kDue);
    return Report{State::kInstalled, 12, 4100, true, 900};
  }};
  EXPECT_EQ(
      AskFor("update", jobs),
      R"({"id":7,"kind":"update","state":"installed","version":12,"downloaded":4100,"by_delta":true,"next_check":900})");
}

TEST(AnswerOne, LooksAtOnceWhenAPersonAsks) {
  std::vector<When> asked;
  const Jobs jobs{.check = [&asked](When when) -> std::variant<Report, Failure> {
    asked.push_back(when);
    return Report{};
  }};
  for (const char* more : {R"(,"now":true)", R"(,"now":false)", R"(,"now":1)", R"(,"now":"true")"})
    AskFor("update", jobs, more);
  EXPECT_EQ(asked, (std::vector<When>{When::kNow, When::kDue, When::kDue, When::kDue}));
}

TEST(AnswerOne, WhatKeepsPatternsFromComingIsAReply) {
  const auto fail = [](message::Code code) {
    return Jobs{.check = [code](When) -> std::variant<Report, Failure> { return Failure{code, "why"}; }};
  };
  EXPECT_EQ(AskFor("update", fail(message::Code::kUpdateFailed)),
            R"({"id":7,"kind":"error","code":204,"message":"why"})");
  EXPECT_EQ(AskFor("update", fail(message::Code::kNoRepository)),
            R"({"id":7,"kind":"error","code":205,"message":"why"})");
}

TEST(AnswerOne, SaysHowThingsStand) {
  const Jobs jobs{.stand = [] { return Standing{.version = 3, .failures = 2, .why_never = "nobody"}; }};
  EXPECT_EQ(
      AskFor("update_status", jobs),
      R"({"id":7,"kind":"update_status","version":3,"generation":0,"installed":0,"last_check":0,"last_success":0,"next_check":0,"failures":2,"why_never":"nobody"})");
}

TEST(AnswerOne, RollsBackOrSaysWhyNot) {
  EXPECT_EQ(AskFor("rollback", {.roll_back = [] { return Result<int>(4); }}),
            R"({"id":7,"kind":"rollback","version":4})");
  const Jobs none{.roll_back = [] { return Result<int>(Error{ErrorCode::kNotFound, "nothing before"}); }};
  EXPECT_EQ(AskFor("rollback", none), R"({"id":7,"kind":"error","code":204,"message":"nothing before"})");
}

TEST(AnswerOne, OnlyTheFirstFrameIsRead) {
  const Answered answered = Ask(message::Frame(kAsk) + message::Frame(kAsk));
  EXPECT_EQ(answered.builds, 1);
}

}  // namespace
}  // namespace watchword::update

// SPDX-License-Identifier: Apache-2.0
#include "message/envelope.h"

#include <gtest/gtest.h>

#include "message/response.h"

namespace watchword::message {
namespace {

TEST(ReadEnvelope, GivesIdKindAndTheRest) {
  const auto read = ReadEnvelope(R"({"id":4294967295,"kind":"image","more":[1]})");
  ASSERT_TRUE(std::holds_alternative<Envelope>(read));
  const auto& envelope = std::get<Envelope>(read);
  EXPECT_EQ(envelope.id, 4294967295u);
  EXPECT_EQ(envelope.kind, "image");
  EXPECT_EQ(envelope.json["more"], base::Json::array({1}));
}

TEST(ReadEnvelope, SaysWithWhichCodeAPayloadIsRefused) {
  struct Case {
    std::string payload;
    Code code;
    std::optional<std::uint32_t> id;
  };
  const std::vector<Case> cases = {{"", Code::kNotJson, std::nullopt},
                                   {"[]", Code::kNotAnObject, std::nullopt},
                                   {R"({"id":-1,"kind":"image"})", Code::kNotAnObject, std::nullopt},
                                   {R"({"id":7})", Code::kNotAnObject, 7},
                                   {std::string(40, '['), Code::kTooDeep, std::nullopt}};
  for (const Case& one : cases) {
    const auto read = ReadEnvelope(one.payload);
    ASSERT_TRUE(std::holds_alternative<Refusal>(read)) << one.payload;
    EXPECT_EQ(std::get<Refusal>(read).code, one.code) << one.payload;
    EXPECT_EQ(std::get<Refusal>(read).id, one.id) << one.payload;
  }
}

TEST(UnknownKind, NamesItShortly) {
  const Refusal refusal = UnknownKind({3, std::string(100, 'x'), nullptr});
  EXPECT_EQ(refusal.code, Code::kUnknownKind);
  EXPECT_EQ(refusal.id, 3u);
  EXPECT_EQ(refusal.message, "/kind: unknown kind \"" + std::string(40, 'x') + "\"");
}

TEST(ImageReply, SaysWhatWasDone) {
  EXPECT_EQ(ImageReply(1, false, 812), R"({"id":1,"kind":"image","state":"built","ms":812})");
  EXPECT_EQ(ImageReply(2, true, 3), R"({"id":2,"kind":"image","state":"present","ms":3})");
}

}  // namespace
}  // namespace watchword::message

// SPDX-License-Identifier: Apache-2.0
#include "message/response.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace watchword::message {
namespace {

HostDescription WithPack() {
  return {.version = "0.1.0",
          .pack = PackDescription{.id = "base",
                                  .version = 3,
                                  .digest = "9f",
                                  .rules = 231,
                                  .languages = {"en", "zh-Hans"},
                                  .built = "2026-11-22"}};
}

TEST(HelloReply, SaysWhoAnswersAndWhatItCan) {
  EXPECT_EQ(
      HelloReply(1, WithPack()),
      R"({"id":1,"kind":"hello","protocol":1,"host":{"name":"watchword-host","version":"0.1.0"},)"
      R"("pack":{"id":"base","version":3,"digest":"9f","rules":231,"languages":["en","zh-Hans"],)"
      R"("built":"2026-11-22"},"image_missing":false,"capabilities":["page","conversation","url","status","block_names","help","reload"],)"
      R"("limits":{"request_bytes":1048576,"messages":500}})");
}

TEST(HelloReply, NamesWhatWasAddedAndWhatWasLeftOut) {
  HostDescription host = WithPack();
  host.pack->additions = {{"lang-de", 3, ""}, {"acme.fraud", 1, "it collides"}};
  const base::Json reply = *base::ParseJson(HelloReply(1, host));
  EXPECT_EQ(base::ToText(reply["pack"]["additions"]),
            R"([{"name":"lang-de","version":3},{"name":"acme.fraud","version":1,"left_out":"it collides"}])");
}

TEST(HelloReply, PackIsNullWithoutOne) {
  const base::Json reply =
      *base::ParseJson(HelloReply(4294967295, {.version = "0.1.0", .pack = std::nullopt}));
  EXPECT_EQ(reply["id"], 4294967295);
  EXPECT_TRUE(reply["pack"].is_null());
}

TEST(StatusReply, SaysWhatIsEnforcedAndCounts) {
  const std::string reply =
      StatusReply(5, {.version = "0.1.0", .pack = std::nullopt},
                  {.network_denied = true, .exec_denied = false}, {.requests = 12, .errors = 2});
  EXPECT_EQ(
      reply,
      R"({"id":5,"kind":"status","host":{"name":"watchword-host","version":"0.1.0"},"pack":null,"image_missing":false,)"
      R"("protection":{"network":"denied","exec":"open","files":"open","memory":"open","code":"open","landlock":0},"requests":12,"errors":2})");
  const base::Json other =
      *base::ParseJson(StatusReply(5, WithPack(), {.network_denied = false, .exec_denied = true}, {}));
  EXPECT_EQ(
      base::ToText(other["protection"]),
      R"({"network":"open","exec":"denied","files":"open","memory":"open","code":"open","landlock":0})");
  EXPECT_EQ(other["pack"]["rules"], 231);
}

TEST(VerdictReply, PutsIdAndKindBeforeTheVerdict) {
  EXPECT_EQ(VerdictReply(3, {{"level", "none"}, {"host_us", 5}}),
            R"({"id":3,"kind":"verdict","level":"none","host_us":5})");
}

TEST(ErrorReply, SaysCodeAndMessage) {
  EXPECT_EQ(ErrorReply({7, Code::kBadMember, "/text: missing"}),
            R"({"id":7,"kind":"error","code":103,"message":"/text: missing"})");
  EXPECT_EQ(ErrorReply({std::nullopt, Code::kNotJson, "not JSON \xFF"}),
            "{\"id\":null,\"kind\":\"error\",\"code\":101,\"message\":\"not JSON \uFFFD\"}");
}

TEST(ErrorReply, AnUnsupportedProtocolIsToldWhatTheHostSpeaks) {
  EXPECT_EQ(ErrorReply({1, Code::kUnsupportedProtocol, "update the host"}),
            R"({"id":1,"kind":"error","code":107,"message":"update the host","protocol":{"min":1,"max":1}})");
}

TEST(ErrorReply, CodesAreTheNumbersOfTheProtocol) {
  const std::vector<std::pair<Code, int>> codes = {{Code::kNotJson, 101},
                                                   {Code::kNotAnObject, 102},
                                                   {Code::kBadMember, 103},
                                                   {Code::kUnknownKind, 104},
                                                   {Code::kTooDeep, 105},
                                                   {Code::kTooLarge, 106},
                                                   {Code::kUnsupportedProtocol, 107},
                                                   {Code::kNoPack, 201},
                                                   {Code::kImageMissing, 202},
                                                   {Code::kInternal, 301}};
  for (const auto& [code, number] : codes) {
    EXPECT_EQ((*base::ParseJson(ErrorReply({1, code, ""})))["code"], number);
  }
}

}  // namespace
}  // namespace watchword::message

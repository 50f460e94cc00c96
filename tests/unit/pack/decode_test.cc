// SPDX-License-Identifier: Apache-2.0
#include "pack/decode.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "pack/encode.h"
#include "support/test_pack.h"

namespace watchword::pack {
namespace {

using base::Json;

Pack TestPack() {
  return test::ReadTestPatterns().pack;
}

Result<Pack> DecodeBody(const std::string& body) {
  const auto verified = Verify(*Seal(body));
  if (!verified) return verified.error();
  return Decode(*verified);
}

// The body of the test pack as JSON, to be damaged.
Json FixtureBody() {
  return *base::ParseJson(Verify(*Encode(TestPack()))->body());
}

TEST(Encode, TheSamePackGivesTheSameBytes) {
  EXPECT_EQ(*Encode(TestPack()), *Encode(TestPack()));
}

TEST(Encode, RefusesAPackAboveTheLimit) {
  Pack pack = TestPack();
  pack.rules[0].phrases.emplace_back(kMaxBodyBytes, 'x');
  const auto bytes = Encode(pack);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::kTooLarge);
}

TEST(Decode, ReadsBackWhatEncodeWrote) {
  const std::string bytes = *Encode(TestPack());
  const auto pack = Decode(*Verify(bytes));
  ASSERT_TRUE(pack);
  EXPECT_EQ(*Encode(*pack), bytes);
}

TEST(Decode, EveryMemberComesBack) {
  const Pack pack = *DecodeBody(base::ToText(FixtureBody()));
  EXPECT_EQ(pack.info.id, "fixture");
  EXPECT_EQ(pack.info.version, 7);
  EXPECT_EQ(pack.info.minimum_host, "0.1.0");
  EXPECT_EQ(pack.info.built, "2026-01-02");
  ASSERT_EQ(pack.schemes.size(), 3u);
  EXPECT_EQ(pack.schemes[0].id, "investment");
  EXPECT_EQ(pack.schemes[0].kin, (std::vector<std::string>{"platform"}));
  EXPECT_FALSE(pack.schemes[0].discreet);
  EXPECT_TRUE(pack.schemes[1].discreet);
  ASSERT_EQ(pack.schemes[0].stages.size(), 4u);
  EXPECT_TRUE(pack.schemes[0].stages[0].chat_only);
  EXPECT_FALSE(pack.schemes[0].stages[0].urgent);
  EXPECT_FALSE(pack.schemes[0].stages[3].chat_only);
  EXPECT_TRUE(pack.schemes[0].stages[3].urgent);
  const std::vector<double> model = {pack.model.cue,        pack.model.weak,        pack.model.medium,
                                     pack.model.strong,     pack.model.repeat,      pack.model.repeat_limit,
                                     pack.model.order,      pack.model.order_limit, pack.model.urgent,
                                     pack.model.suppressed, pack.model.midpoint,    pack.model.steepness,
                                     pack.model.notice,     pack.model.caution,     pack.model.danger};
  EXPECT_EQ(model, (std::vector<double>{0.5, 0.6, 2.0, 4.0, 0.25, 1.0, 0.4, 1.2, 1.6, 0.25, 3.5, 1.1, 0.15,
                                        0.5, 0.9}));
  ASSERT_EQ(pack.rules.size(), 6u);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.id, "investment/opener/en/wrong-number");
  EXPECT_EQ(rule.scheme, "investment");
  EXPECT_EQ(rule.stage, "opener");
  EXPECT_EQ(rule.language, "en");
  EXPECT_EQ(rule.reason, "wrong-number");
  EXPECT_EQ(rule.weight, Weight::kWeak);
  EXPECT_EQ(rule.said_by, Speaker::kThem);
  EXPECT_EQ(rule.phrases, (std::vector<std::string>{"sorry ... wrong number ... (kind|friendly|nice)"}));
  EXPECT_EQ(pack.register_phrases.at("en").size(), 5u);
  EXPECT_EQ(pack.lists.at("en").at("messenger").size(), 3u);
  EXPECT_EQ(pack.units.at("currencies"), (std::vector<std::string>{"usdt", "dollars", "元"}));
  ASSERT_EQ(pack.wording.size(), 2u);
  const Wording& wording = pack.wording[0];
  EXPECT_EQ(wording.language, "en");
  EXPECT_EQ(wording.levels.at("caution"), "This fits a script.");
  EXPECT_EQ(wording.schemes.at("recovery").advice, (std::vector<std::string>{"Pay nothing in advance."}));
  EXPECT_EQ(wording.schemes.at("recovery").test, "Ask for a licence number.");
  EXPECT_EQ(wording.stages.at("recovery/fee").step, "They ask for a fee.");
  EXPECT_EQ(wording.stages.at("recovery/fee").next, "Next they ask for a fee.");
  EXPECT_EQ(wording.reasons.at("recovery-fee"), "Real help takes no fee in advance.");
  ASSERT_EQ(pack.domains.size(), 1u);
  EXPECT_EQ(pack.domains[0].id, "reported");
  EXPECT_EQ(pack.domains[0].title, "People who made up names for the tests");
  EXPECT_EQ(pack.domains[0].source, "https://lists.example/reported");
  EXPECT_EQ(pack.domains[0].licence, "CC0-1.0");
  ASSERT_EQ(pack.domains[0].groups.size(), 2u);
  EXPECT_EQ(pack.domains[0].groups[0].since, "2026-01-02");
  EXPECT_EQ(pack.domains[0].groups[1].names, "xn--bcher-handel-dlb.example\n");
  EXPECT_TRUE(pack.good_names.starts_with("acme.example\n"));
  EXPECT_EQ(pack.public_suffixes, "");
  EXPECT_EQ(pack.brands.bait, (std::vector<std::string>{"mall", "vip"}));
  EXPECT_EQ(pack.brands.weak_bait, (std::vector<std::string>{"app"}));
  EXPECT_EQ(pack.brands.ordinary, (std::vector<std::string>{"acmecoil"}));
  EXPECT_EQ(pack.brands.tenants, (std::vector<std::string>{"help-desk.example"}));
  ASSERT_EQ(pack.brands.brands.size(), 2u);
  const Brand& brand = pack.brands.brands[0];
  EXPECT_EQ(brand.id, "acmecoin");
  EXPECT_EQ(brand.name, "Acme Coin");
  EXPECT_EQ(brand.kind, "exchange");
  EXPECT_EQ(brand.words, (std::vector<std::string>{"acmecoin"}));
  EXPECT_EQ(brand.common_words, (std::vector<std::string>{"acme"}));
  EXPECT_EQ(brand.domains, (std::vector<std::string>{"acmecoin.example", "acme.example"}));
  EXPECT_TRUE(pack.brands.brands[1].common_words.empty());
}

TEST(Decode, NamesOfWeightsAndSpeakersComeBack) {
  for (const Weight weight : {Weight::kWeak, Weight::kMedium, Weight::kStrong}) {
    EXPECT_EQ(*ReadWeight(base::JsonCursor(Json(NameOf(weight)))), weight);
  }
  for (const Speaker speaker : {Speaker::kThem, Speaker::kMe, Speaker::kPage}) {
    EXPECT_EQ(*ReadSpeaker(base::JsonCursor(Json(NameOf(speaker)))), speaker);
  }
}

TEST(Decode, ABodyThatIsNoJsonObjectIsInvalid) {
  EXPECT_EQ(DecodeBody("{").error().message, "pack body: not JSON at byte 2");
  EXPECT_EQ(DecodeBody("[]").error().message, "/: expected an object");
  const auto deep = DecodeBody(std::string(17, '['));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(deep.error().message, "pack body: nested deeper than 16");
}

TEST(Decode, NamesWhatIsMissingWrongOrUnknown) {
  struct Case {
    const char* message;
    std::function<void(Json&)> damage;
  };
  const std::vector<Case> cases = {
      {"/pack: missing", [](Json& body) { body.erase("pack"); }},
      {"/schemes: missing", [](Json& body) { body.erase("schemes"); }},
      {"/model: missing", [](Json& body) { body.erase("model"); }},
      {"/rules: missing", [](Json& body) { body.erase("rules"); }},
      {"/register: missing", [](Json& body) { body.erase("register"); }},
      {"/lists: missing", [](Json& body) { body.erase("lists"); }},
      {"/units: missing", [](Json& body) { body.erase("units"); }},
      {"/wording: missing", [](Json& body) { body.erase("wording"); }},
      {"/domains: missing", [](Json& body) { body.erase("domains"); }},
      {"/brands: missing", [](Json& body) { body.erase("brands"); }},
      {"/extra: unknown member", [](Json& body) { body["extra"] = 1; }},
      {"/pack/id: expected a string", [](Json& body) { body["pack"]["id"] = 1; }},
      {"/pack/version: expected an integer from 1 to 1000000000",
       [](Json& body) { body["pack"]["version"] = 0; }},
      {"/pack/extra: unknown member", [](Json& body) { body["pack"]["extra"] = 1; }},
      {"/schemes: expected an array", [](Json& body) { body["schemes"] = Json::object(); }},
      {"/schemes/0: expected an object", [](Json& body) { body["schemes"][0] = "x"; }},
      {"/schemes/1/kin: expected an array", [](Json& body) { body["schemes"][1]["kin"] = "x"; }},
      {"/schemes/1/discreet: expected true or false",
       [](Json& body) { body["schemes"][1]["discreet"] = "yes"; }},
      {"/schemes/1/discreet: missing", [](Json& body) { body["schemes"][1].erase("discreet"); }},
      {"/schemes/1/extra: unknown member", [](Json& body) { body["schemes"][1]["extra"] = "x"; }},
      {"/schemes/0/stages/2/id: missing", [](Json& body) { body["schemes"][0]["stages"][2].erase("id"); }},
      {"/schemes/0/stages/2/urgent: expected true or false",
       [](Json& body) { body["schemes"][0]["stages"][2]["urgent"] = 1; }},
      {"/schemes/0/stages/2/chat_only: missing",
       [](Json& body) { body["schemes"][0]["stages"][2].erase("chat_only"); }},
      {"/schemes/0/stages/2/extra: unknown member",
       [](Json& body) { body["schemes"][0]["stages"][2]["extra"] = 1; }},
      {"/model/weak: missing", [](Json& body) { body["model"].erase("weak"); }},
      {"/model/danger: expected a number from -1000.000000 to 1000.000000",
       [](Json& body) { body["model"]["danger"] = "x"; }},
      {"/model/extra: unknown member", [](Json& body) { body["model"]["extra"] = 1; }},
      {"/rules/3/weight: expected one of cue, weak, medium, strong",
       [](Json& body) { body["rules"][3]["weight"] = "heavy"; }},
      {"/rules/3/weight: expected one of cue, weak, medium, strong",
       [](Json& body) { body["rules"][3]["weight"] = 4; }},
      {"/rules/3/said_by: expected one of them, me, page",
       [](Json& body) { body["rules"][3]["said_by"] = "unknown"; }},
      {"/rules/3/phrases/0: expected a string",
       [](Json& body) { body["rules"][3]["phrases"][0] = Json::array(); }},
      {"/rules/3/extra: unknown member", [](Json& body) { body["rules"][3]["extra"] = 1; }},
      {"/register: expected an object", [](Json& body) { body["register"] = Json::array(); }},
      {"/register/en: expected an array", [](Json& body) { body["register"]["en"] = "x"; }},
      {"/register/en/0: expected a string", [](Json& body) { body["register"]["en"][0] = 1; }},
      {"/lists/en: expected an object", [](Json& body) { body["lists"]["en"] = 1; }},
      {"/lists/en/messenger/1: expected a string",
       [](Json& body) { body["lists"]["en"]["messenger"][1] = 1; }},
      {"/units/numbers: expected an array", [](Json& body) { body["units"]["numbers"] = "two"; }},
      {"/wording/0/language: missing", [](Json& body) { body["wording"][0].erase("language"); }},
      {"/wording/1/levels/notice: expected a string",
       [](Json& body) { body["wording"][1]["levels"]["notice"] = 1; }},
      {"/wording/1/schemes/recovery/test: missing",
       [](Json& body) { body["wording"][1]["schemes"]["recovery"].erase("test"); }},
      {"/wording/1/stages/recovery~1fee/next: expected a string",
       [](Json& body) { body["wording"][1]["stages"]["recovery/fee"]["next"] = 1; }},
      {"/wording/1/stages/recovery~1fee/extra: unknown member",
       [](Json& body) { body["wording"][1]["stages"]["recovery/fee"]["extra"] = 1; }},
      {"/wording/1/extra: unknown member", [](Json& body) { body["wording"][1]["extra"] = 1; }},
      {"/domains: expected an array", [](Json& body) { body["domains"] = "x"; }},
      {"/domains/0/licence: missing", [](Json& body) { body["domains"][0].erase("licence"); }},
      {"/domains/0/groups/1/names: expected a string",
       [](Json& body) { body["domains"][0]["groups"][1]["names"] = 1; }},
      {"/good_names: missing", [](Json& body) { body.erase("good_names"); }},
      {"/public_suffixes: expected a string", [](Json& body) { body["public_suffixes"] = 1; }},
      {"/brands/brands/1/domains: missing", [](Json& body) { body["brands"]["brands"][1].erase("domains"); }},
  };
  const Json good = FixtureBody();
  for (const Case& one : cases) {
    Json body = good;
    one.damage(body);
    const auto pack = DecodeBody(base::ToText(body));
    ASSERT_FALSE(pack) << one.message;
    EXPECT_EQ(pack.error().code, ErrorCode::kInvalid) << one.message;
    EXPECT_EQ(pack.error().message, one.message);
  }
}

TEST(Decode, TellsTheFirstOfManyFaults) {
  Json body = FixtureBody();
  body["pack"].erase("built");
  body["rules"][0]["weight"] = "x";
  EXPECT_EQ(DecodeBody(base::ToText(body)).error().message, "/pack/built: missing");
}

TEST(ReadWordLists, ASchemaReferenceIsNoList) {
  const Json json = {{"$schema", "../schema.json"}, {"names", {"a", "b"}}};
  const auto lists = ReadWordLists(base::JsonCursor(json));
  ASSERT_TRUE(lists);
  EXPECT_EQ(*lists, (WordLists{{"names", {"a", "b"}}}));
}

}  // namespace
}  // namespace watchword::pack

// SPDX-License-Identifier: Apache-2.0
#include "pack/brands.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace watchword::pack {
namespace {

using base::Json;

Json Good() {
  return *base::ParseJson(R"({"bait": ["vip"], "weak_bait": ["app"], "ordinary": [], "tenants": [],
      "brands": [{"id": "acme", "name": "Acme", "kind": "bank", "words": ["acmebank"], "common_words": ["acme"],
                  "domains": ["acme.example"]}]})");
}

std::string Complaint(const Json& json) {
  const auto brands = ReadBrands(base::JsonCursor(json));
  return brands ? "" : brands.error().message;
}

TEST(ReadBrands, ReadsBackWhatBrandsJsonWrote) {
  const auto brands = ReadBrands(base::JsonCursor(Good()));
  ASSERT_TRUE(brands);
  EXPECT_EQ(base::ToText(BrandsJson(*brands)), base::ToText(Good()));
}

TEST(ReadBrands, CommonWordsAndTheSchemaMayBeLeftOutOrThere) {
  Json json = Good();
  json["$schema"] = "x";
  json["brands"][0].erase("common_words");
  EXPECT_EQ(Complaint(json), "");
}

TEST(ReadBrands, NamesWhatIsMissingWrongOrUnknown) {
  struct Case {
    const char* message;
    std::function<void(Json&)> damage;
  };
  const std::vector<Case> cases = {
      {"/bait: missing", [](Json& json) { json.erase("bait"); }},
      {"/weak_bait: missing", [](Json& json) { json.erase("weak_bait"); }},
      {"/ordinary: missing", [](Json& json) { json.erase("ordinary"); }},
      {"/tenants: expected an array", [](Json& json) { json["tenants"] = "x"; }},
      {"/brands: missing", [](Json& json) { json.erase("brands"); }},
      {"/extra: unknown member", [](Json& json) { json["extra"] = 1; }},
      {"/brands/0: expected an object", [](Json& json) { json["brands"][0] = 1; }},
      {"/brands/0/id: missing", [](Json& json) { json["brands"][0].erase("id"); }},
      {"/brands/0/words: missing", [](Json& json) { json["brands"][0].erase("words"); }},
      {"/brands/0/domains/0: expected a string", [](Json& json) { json["brands"][0]["domains"][0] = 1; }},
      {"/brands/0/common: unknown member", [](Json& json) { json["brands"][0]["common"] = true; }},
      {"/brands/0/kind: expected one of bank, broker, coin, courier, defi, exchange, jobs, market, "
       "marketplace, media, messenger, pay, police, regulator, tech, travel, wallet",
       [](Json& json) { json["brands"][0]["kind"] = "club"; }},
  };
  for (const Case& one : cases) {
    Json json = Good();
    one.damage(json);
    EXPECT_EQ(Complaint(json), one.message);
  }
}

}  // namespace
}  // namespace watchword::pack

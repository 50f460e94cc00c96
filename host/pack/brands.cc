// SPDX-License-Identifier: Apache-2.0
#include "pack/brands.h"

#include <algorithm>
#include <array>
#include <utility>

namespace watchword::pack {
namespace {

using base::Json;
using base::JsonCursor;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 17> kKinds = {
    "bank",  "broker",    "coin", "courier", "defi",      "exchange", "jobs",   "market", "marketplace",
    "media", "messenger", "pay",  "police",  "regulator", "tech",     "travel", "wallet"};

template <typename Owner, typename Value>
struct Member {
  const char* name;
  Value Owner::*value;
};
constexpr std::array<Member<Brand, std::string>, 3> kTexts = {
    {{"id", &Brand::id}, {"name", &Brand::name}, {"kind", &Brand::kind}}};
constexpr std::array<Member<Brand, Texts>, 3> kLists = {
    {{"words", &Brand::words}, {"common_words", &Brand::common_words}, {"domains", &Brand::domains}}};
constexpr std::array<Member<Brands, Texts>, 4> kWords = {{{"bait", &Brands::bait},
                                                          {"weak_bait", &Brands::weak_bait},
                                                          {"ordinary", &Brands::ordinary},
                                                          {"tenants", &Brands::tenants}}};

Result<Brand> ReadBrand(const JsonCursor& from) {
  const Status known = from.OnlyMembers({"id", "name", "kind", "words", "common_words", "domains"});
  if (!known) return known.error();
  Brand brand;
  for (const auto& [name, to] : kTexts) {
    auto text = from.String(name);
    if (!text) return text.error();
    brand.*to = *std::move(text);
  }
  for (const auto& [name, to] : kLists) {
    if (to == &Brand::common_words && !from.Has(name)) continue;
    auto list = from.Strings(name);
    if (!list) return list.error();
    brand.*to = *std::move(list);
  }
  if (std::binary_search(kKinds.begin(), kKinds.end(), brand.kind)) return brand;
  std::string kinds;
  for (const std::string_view kind : kKinds) kinds.append(kinds.empty() ? "" : ", ").append(kind);
  return from.Member("kind")->Complaint("expected one of " + kinds);
}

Json ToJson(const Brand& brand) {
  Json json = {{"id", brand.id}, {"name", brand.name}, {"kind", brand.kind}, {"words", brand.words}};
  if (!brand.common_words.empty()) json["common_words"] = brand.common_words;
  json["domains"] = brand.domains;
  return json;
}

}  // namespace

Result<Brands> ReadBrands(const JsonCursor& from) {
  const Status known = from.OnlyMembers({"$schema", "bait", "weak_bait", "ordinary", "tenants", "brands"});
  if (!known) return known.error();
  Brands brands;
  for (const auto& [name, to] : kWords) {
    auto words = from.Strings(name);
    if (!words) return words.error();
    brands.*to = *std::move(words);
  }
  const auto elements = from.Elements("brands");
  if (!elements) return elements.error();
  for (const JsonCursor& element : *elements) {
    auto brand = ReadBrand(element);
    if (!brand) return brand.error();
    brands.brands.push_back(*std::move(brand));
  }
  return brands;
}

Json BrandsJson(const Brands& brands) {
  Json json;
  for (const auto& [name, from] : kWords) json[name] = brands.*from;
  json["brands"] = Json::array();
  for (const Brand& brand : brands.brands) json["brands"].push_back(ToJson(brand));
  return json;
}

}  // namespace watchword::pack

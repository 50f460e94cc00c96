// SPDX-License-Identifier: Apache-2.0
#include "pack/encode.h"

#include "base/json.h"
#include "pack/brands.h"
#include "pack/envelope.h"
#include "pack/help.h"

namespace watchword::pack {
namespace {

using base::Json;

Json ToJson(const PackInfo& info) {
  Json json = {
      {"id", info.id}, {"version", info.version}, {"minimum_host", info.minimum_host}, {"built", info.built}};
  // Packs without are the same bytes as ever.
  if (!info.adds_to.empty()) json["adds_to"] = info.adds_to;
  for (const Addition& one : info.additions)
    json["additions"].push_back({{"name", one.name}, {"version", one.version}, {"left_out", one.left_out}});
  return json;
}

Json ToJson(const Scheme& scheme) {
  Json stages = Json::array();
  for (const Stage& stage : scheme.stages) {
    stages.push_back({{"id", stage.id}, {"chat_only", stage.chat_only}, {"urgent", stage.urgent}});
  }
  return {{"id", scheme.id},
          {"stages", stages},
          {"kin", scheme.kin},
          {"discreet", scheme.discreet},
          {"helps", scheme.helps}};
}

Json ToJson(const Model& model) {
  return {{"cue", model.cue},
          {"weak", model.weak},
          {"medium", model.medium},
          {"strong", model.strong},
          {"repeat", model.repeat},
          {"repeat_limit", model.repeat_limit},
          {"order", model.order},
          {"order_limit", model.order_limit},
          {"urgent", model.urgent},
          {"contact", model.contact},
          {"trading_name", model.trading_name},
          {"suppressed", model.suppressed},
          {"midpoint", model.midpoint},
          {"steepness", model.steepness},
          {"notice", model.notice},
          {"caution", model.caution},
          {"danger", model.danger}};
}

Json ToJson(const Rule& rule) {
  return {{"id", rule.id},
          {"scheme", rule.scheme},
          {"stage", rule.stage},
          {"language", rule.language},
          {"reason", rule.reason},
          {"weight", NameOf(rule.weight)},
          {"said_by", NameOf(rule.said_by)},
          {"points", rule.points},
          {"phrases", rule.phrases}};
}

Json ToJson(const Wording& wording) {
  Json schemes = Json::object();
  for (const auto& [id, one] : wording.schemes) {
    schemes[id] = {{"name", one.name},
                   {"title", one.title},
                   {"advice", one.advice},
                   {"test", one.test},
                   {"fine_if", one.fine_if}};
  }
  Json stages = Json::object();
  for (const auto& [id, one] : wording.stages) stages[id] = {{"step", one.step}, {"next", one.next}};
  return {{"language", wording.language},
          {"levels", wording.levels},
          {"schemes", schemes},
          {"stages", stages},
          {"reasons", wording.reasons}};
}

Json ToJson(const DomainGroup& group) {
  return {{"since", group.since}, {"names", group.names}};
}

Json ToJson(const DomainList& list) {
  Json groups = Json::array();
  for (const DomainGroup& group : list.groups) groups.push_back(ToJson(group));
  return {{"id", list.id},
          {"title", list.title},
          {"source", list.source},
          {"licence", list.licence},
          {"groups", groups}};
}

template <typename T>
Json ArrayOf(const std::vector<T>& values) {
  Json array = Json::array();
  for (const T& value : values) array.push_back(ToJson(value));
  return array;
}

}  // namespace

const char* NameOf(Weight weight) {
  if (weight == Weight::kStrong) return "strong";
  if (weight == Weight::kMedium) return "medium";
  return weight == Weight::kWeak ? "weak" : "cue";
}

const char* NameOf(Speaker speaker) {
  if (speaker == Speaker::kMe) return "me";
  return speaker == Speaker::kPage ? "page" : "them";
}

std::string EncodeWording(const Wording& wording) {
  return base::ToText(ToJson(wording));
}

std::string EncodeBody(const Pack& pack) {
  return base::ToText({{"pack", ToJson(pack.info)},
                       {"schemes", ArrayOf(pack.schemes)},
                       {"model", ToJson(pack.model)},
                       {"trading_words", pack.trading_words},
                       {"rules", ArrayOf(pack.rules)},
                       {"register", pack.register_phrases},
                       {"lists", pack.lists},
                       {"units", pack.units},
                       {"frequency", pack.frequency},
                       {"wording", ArrayOf(pack.wording)},
                       {"domains", ArrayOf(pack.domains)},
                       {"good_names", pack.good_names},
                       {"public_suffixes", pack.public_suffixes},
                       {"brands", BrandsJson(pack.brands)},
                       {"help", HelpJson(pack.help)}});
}

Result<std::string> Encode(const Pack& pack) {
  return Seal(EncodeBody(pack), static_cast<std::uint32_t>(pack.info.version));
}

}  // namespace watchword::pack

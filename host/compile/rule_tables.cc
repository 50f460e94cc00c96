// SPDX-License-Identifier: Apache-2.0
#include "compile/rule_tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "pack/encode.h"
#include "pack/help.h"

namespace watchword::compile {
namespace {

// Strings one after another; one that was there before is not written again.
class TextPool {
 public:
  image::Span Add(const std::string& text) {
    const auto [at, added] = known_.try_emplace(text);
    if (!added) return at->second;
    at->second = {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())};
    text_ += text;
    return at->second;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::map<std::string, image::Span> known_;
};

using StagePlaces = std::map<std::pair<std::string, std::string>, std::pair<std::uint16_t, std::uint16_t>>;

StagePlaces PlacesOf(const std::vector<pack::Scheme>& schemes) {
  StagePlaces places;
  for (std::size_t scheme = 0; scheme < schemes.size(); ++scheme) {
    const auto& stages = schemes[scheme].stages;
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
      places[{schemes[scheme].id, stages[stage].id}] = {static_cast<std::uint16_t>(scheme),
                                                        static_cast<std::uint16_t>(stage)};
    }
  }
  return places;
}

Result<std::vector<image::RuleRow>> RowsOf(const pack::Pack& pack, TextPool& pool) {
  const StagePlaces places = PlacesOf(pack.schemes);
  std::vector<image::RuleRow> rows;
  for (const pack::Rule& rule : pack.rules) {
    const auto place = places.find({rule.scheme, rule.stage});
    if (place == places.end())
      return Error{ErrorCode::kInvalid, rule.id + ": unknown stage " + rule.scheme + "/" + rule.stage};
    rows.push_back({.id = pool.Add(rule.id),
                    .reason = pool.Add(rule.reason),
                    .scheme = place->second.first,
                    .stage = place->second.second,
                    .weight = static_cast<std::uint8_t>(rule.weight),
                    .said_by = static_cast<std::uint8_t>(rule.said_by),
                    .points = static_cast<std::uint16_t>(std::lround(100 * rule.points))});
  }
  return rows;
}

std::vector<std::uint32_t> ByIdOf(const std::vector<pack::Rule>& rules) {
  std::vector<std::uint32_t> by_id(rules.size());
  std::iota(by_id.begin(), by_id.end(), 0U);
  std::sort(by_id.begin(), by_id.end(),
            [&rules](std::uint32_t one, std::uint32_t other) { return rules[one].id < rules[other].id; });
  return by_id;
}

}  // namespace

Status WriteRuleTables(const pack::Pack& pack, image::Builder& image) {
  TextPool pool;
  const auto rows = RowsOf(pack, pool);
  if (!rows) return rows.error();
  std::vector<image::WordingRow> wordings;
  for (const pack::Wording& wording : pack.wording) {
    wordings.push_back({pool.Add(wording.language), pool.Add(pack::EncodeWording(wording))});
  }
  std::vector<image::HelpRow> help;
  for (const auto& [region, contacts] : pack.help) {
    help.push_back({pool.Add(region), pool.Add(base::ToText(pack::HelpJson(contacts)))});
  }
  image.AddTable(image::Section::kRules, *rows);
  image.AddTable(image::Section::kRulesById, ByIdOf(pack.rules));
  image.AddTable(image::Section::kWordings, wordings);
  image.AddTable(image::Section::kHelp, help);
  image.Add(image::Section::kText, pool.text());
  return {};
}

}  // namespace watchword::compile

// SPDX-License-Identifier: Apache-2.0
#include "assess/memory.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace watchword::assess {
namespace {

using base::Json;
using base::JsonCursor;

constexpr int kVersion = 1;
constexpr std::int64_t kLatestDay = 4'000'000;

Json ToJson(const Remembered& one) {
  Json json = {{"rule", one.rule}, {"weight", one.weight}};
  if (one.day) json["day"] = *one.day;
  return json;
}

Result<Remembered> ReadOne(const JsonCursor& from) {
  auto rule = from.String("rule");
  if (!rule) return rule.error();
  const auto at = from.Member("weight");
  if (!at) return at.error();
  const auto weight = at->Number(0, 100);
  if (!weight) return weight.error();
  Remembered one{.rule = *std::move(rule), .weight = *weight};
  if (from.Has("day")) {
    const auto day = from.Integer("day", 0, kLatestDay);
    if (!day) return day.error();
    one.day = *day;
  }
  return one;
}

bool IsEarlier(const Remembered& one, const Remembered& other) {
  return one.day.value_or(kLatestDay + 1) < other.day.value_or(kLatestDay + 1);
}

}  // namespace

double WeightToday(const Remembered& one, std::optional<std::int64_t> today) {
  if (!one.day || !today) return one.weight;
  const std::int64_t stale = *today - *one.day - kFreshDays;
  if (stale <= 0) return one.weight;
  return one.weight * std::exp2(-static_cast<double>(stale) / static_cast<double>(kHalfLifeDays));
}

Memory Merge(Memory own, const std::vector<Memory>& others) {
  if (others.empty()) return own;
  Memory all = std::move(own);
  for (const Memory& other : others) all.insert(all.end(), other.begin(), other.end());
  std::stable_sort(all.begin(), all.end(), IsEarlier);
  Memory merged;
  std::map<std::string, std::size_t> index;
  for (Remembered& one : all) {
    const auto [at, fresh] = index.emplace(one.rule, merged.size());
    if (fresh) {
      merged.push_back(std::move(one));
    } else {
      double& weight = merged[at->second].weight;
      weight = std::max(weight, one.weight);
    }
  }
  return merged;
}

Json ToJson(const Memory& memory) {
  Json rules = Json::array();
  std::size_t bytes = base::ToText({{"v", kVersion}, {"rules", rules}}).size();
  for (const Remembered& one : memory) {
    Json json = ToJson(one);
    bytes += base::ToText(json).size() + 1;
    if (bytes > kMaxMemoryBytes) break;
    rules.push_back(std::move(json));
  }
  return {{"v", kVersion}, {"rules", std::move(rules)}};
}

Result<Memory> ReadMemory(const JsonCursor& from) {
  const auto version = from.Integer("v", 1, 1'000'000);
  if (!version) return version.error();
  if (*version != kVersion) return Memory{};
  const auto rules = from.Elements("rules");
  if (!rules) return rules.error();
  Memory memory;
  for (const JsonCursor& rule : *rules) {
    auto one = ReadOne(rule);
    if (!one) return one.error();
    memory.push_back(*std::move(one));
  }
  return memory;
}

}  // namespace watchword::assess

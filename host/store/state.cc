// SPDX-License-Identifier: Apache-2.0
#include "store/state.h"

#include <algorithm>
#include <limits>
#include <random>
#include <utility>

#include "base/json.h"
#include "store/disk.h"

namespace watchword::store {
namespace {

using base::Json;
using base::JsonCursor;

constexpr const char* kState = "state.json";
constexpr std::size_t kMaxStateBytes = 64 * 1024;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr int kBuckets = 100;

int DrawBucket() {
  return static_cast<int>(std::random_device()() % kBuckets);
}

Result<Visits> ReadVisits(const JsonCursor& json) {
  const auto last_check = json.Integer("last_check", 0, kMost);
  if (!last_check) return last_check.error();
  const auto last_success = json.Integer("last_success", 0, kMost);
  if (!last_success) return last_success.error();
  const auto next_check = json.Integer("next_check", 0, kMost);
  if (!next_check) return next_check.error();
  const auto failures = json.Integer("failures", 0, std::numeric_limits<int>::max());
  if (!failures) return failures.error();
  return Visits{*last_check, *last_success, *next_check, static_cast<int>(*failures)};
}

Json ToJson(const Visits& visits) {
  return {{"last_check", visits.last_check},
          {"last_success", visits.last_success},
          {"next_check", visits.next_check},
          {"failures", visits.failures}};
}

Result<LeftOut> ReadLeftOut(const JsonCursor& json) {
  auto identity = json.String("identity");
  if (!identity) return identity.error();
  auto beside = json.String("beside");
  if (!beside) return beside.error();
  auto why = json.String("why");
  if (!why) return why.error();
  return LeftOut{*std::move(identity), *std::move(beside), *std::move(why)};
}

Json ToJson(const LeftOut& one) {
  return {{"identity", one.identity}, {"beside", one.beside}, {"why", one.why}};
}

template <typename Map, typename Read>
Status ReadMap(const JsonCursor& json, const char* name, Map& to, Read read) {
  const auto member = json.Member(name);
  const auto members = member ? member->Members() : member.error();
  if (!members) return members.error();
  for (const auto& [key, at] : *members) {
    auto value = read(at);
    if (!value) return value.error();
    to[key] = *std::move(value);
  }
  return {};
}

Result<State> ReadState(const JsonCursor& json) {
  State state;
  if (const Status read = ReadMap(json, "visits", state.visits, &ReadVisits); !read) return read.error();
  const auto bucket = json.Integer("bucket", 0, kBuckets - 1);
  if (!bucket) return bucket.error();
  state.bucket = static_cast<int>(*bucket);
  auto refused = json.Strings("refused");
  if (!refused) return refused.error();
  if (refused->size() > kMaxRefused) refused->erase(refused->begin(), refused->end() - kMaxRefused);
  state.refused = *std::move(refused);
  if (const Status read = ReadMap(json, "left_out", state.left_out, &ReadLeftOut); !read) return read.error();
  return state;
}

}  // namespace

State LoadState(const Folder& folder) {
  const auto text = ReadFile(folder, kState, kMaxStateBytes);
  const auto json = text ? base::ParseJson(*text) : Result<Json>(text.error());
  auto state = json ? ReadState(JsonCursor(*json)) : Result<State>(json.error());
  if (state) return *std::move(state);
  State fresh;
  fresh.bucket = DrawBucket();
  return fresh;
}

Status SaveState(const Folder& folder, const State& state) {
  Json visits = Json::object();
  for (const auto& [name, one] : state.visits) visits[name] = ToJson(one);
  Json left_out = Json::object();
  for (const auto& [name, one] : state.left_out) left_out[name] = ToJson(one);
  const Json json = {{"visits", std::move(visits)},
                     {"bucket", state.bucket},
                     {"refused", state.refused},
                     {"left_out", std::move(left_out)}};
  return Replace(folder, kState, base::ToText(json) + "\n");
}

bool Refuses(const State& state, const std::string& identity) {
  return std::find(state.refused.begin(), state.refused.end(), identity) != state.refused.end();
}

void Refuse(State& state, const std::string& identity) {
  if (Refuses(state, identity)) return;
  state.refused.push_back(identity);
  if (state.refused.size() > kMaxRefused) state.refused.erase(state.refused.begin());
}

}  // namespace watchword::store

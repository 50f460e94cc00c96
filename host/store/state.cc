// SPDX-License-Identifier: Apache-2.0
#include "store/state.h"

#include <algorithm>
#include <limits>
#include <random>

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

Result<State> ReadState(const JsonCursor& json) {
  const auto last_check = json.Integer("last_check", 0, kMost);
  if (!last_check) return last_check.error();
  const auto last_success = json.Integer("last_success", 0, kMost);
  if (!last_success) return last_success.error();
  const auto next_check = json.Integer("next_check", 0, kMost);
  if (!next_check) return next_check.error();
  const auto failures = json.Integer("failures", 0, std::numeric_limits<int>::max());
  if (!failures) return failures.error();
  const auto bucket = json.Integer("bucket", 0, kBuckets - 1);
  if (!bucket) return bucket.error();
  auto refused = json.Strings("refused");
  if (!refused) return refused.error();
  if (refused->size() > kMaxRefused) refused->erase(refused->begin(), refused->end() - kMaxRefused);
  return State{
      *last_check,        *last_success, *next_check, static_cast<int>(*failures), static_cast<int>(*bucket),
      *std::move(refused)};
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
  const Json json = {{"last_check", state.last_check}, {"last_success", state.last_success},
                     {"next_check", state.next_check}, {"failures", state.failures},
                     {"bucket", state.bucket},         {"refused", state.refused}};
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

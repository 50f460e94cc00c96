// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/ascii.h"
#include "tuf/client.h"
#include "tuf/limits.h"
#include "tuf/names.h"

namespace watchword::tuf {
namespace {

// With consistent snapshots a target's hash is part of its name.
std::string AddressOf(const TrustedTarget& target, bool consistent_snapshot) {
  if (!consistent_snapshot) return QuotePath(target.path());
  const auto sha256 = target.hashes().find("sha256");
  const std::string& hash =
      sha256 == target.hashes().end() ? target.hashes().begin()->second : sha256->second;
  std::string path = target.path();
  const auto slash = path.rfind('/');
  path.insert(slash == std::string::npos ? 0 : slash + 1, base::LowerAscii(hash) + ".");
  return QuotePath(path);
}

}  // namespace

Result<TrustedTargets> Client::LoadDelegated(const Step& step) {
  return Load(step.delegation.name, [&](std::string_view bytes) {
    return trusted_.CheckDelegated(bytes, step.delegation, (*step.from)->keys);
  });
}

// Depth first, each role before those it delegates to; whoever leads to a role first decides about its keys.
Result<TrustedTarget> Client::FindTarget(const std::string& path) {
  std::string role = kTargets;
  std::shared_ptr<const TrustedTargets> targets = targets_;
  std::set<std::string> visited;
  std::vector<Step> waiting;  // the next one last
  for (;;) {
    visited.insert(role);
    const auto found = (*targets)->targets.find(path);
    if (found != (*targets)->targets.end()) return TrustedTarget(path, found->second, role);
    const auto& delegations = (*targets)->delegations;
    for (auto next = delegations.rbegin(); next != delegations.rend(); ++next) {
      if (!next->Covers(path)) continue;
      waiting.push_back({*next, targets});
    }
    while (!waiting.empty() && visited.contains(waiting.back().delegation.name)) {
      // To come to a terminating role again ends the search as coming to it first does.
      const bool ends = waiting.back().delegation.terminating;
      ends ? waiting.clear() : waiting.pop_back();
    }
    if (waiting.empty()) return Error{ErrorCode::kNotFound, path + ": no role vouches for it"};
    if (visited.size() >= kMaxRolesVisited)
      return Error{ErrorCode::kTooLarge,
                   path + ": not found in the first " + std::to_string(kMaxRolesVisited) + " roles"};
    const Step step = std::move(waiting.back());
    waiting.pop_back();
    // Nobody after a terminating role is asked, except those it delegates to itself.
    if (step.delegation.terminating) waiting.clear();
    auto loaded = LoadDelegated(step);
    if (!loaded) return loaded.error();
    targets = std::make_shared<const TrustedTargets>(*std::move(loaded));
    role = step.delegation.name;
  }
}

Result<std::string> Client::Download(const TrustedTarget& target) const {
  if (target.length() > kMaxTargetBytes)
    return Error{ErrorCode::kTooLarge, target.path() + ": " + std::to_string(target.length()) +
                                           " bytes, at most " + std::to_string(kMaxTargetBytes)};
  const std::string address = AddressOf(target, trusted_.root()->consistent_snapshot);
  Error last{ErrorCode::kNotFound, target.path() + ": there is no mirror"};
  for (const Mirror& mirror : source_.mirrors) {
    auto bytes = source_.fetcher->Fetch(mirror.targets + "/" + address, target.length());
    const Status fits = bytes ? target.Check(*bytes) : bytes.error();
    if (fits) return bytes;
    last = bytes ? fits.error() : Context(target.path(), fits.error());
  }
  return last;
}

}  // namespace watchword::tuf

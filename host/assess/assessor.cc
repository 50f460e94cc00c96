// SPDX-License-Identifier: Apache-2.0
#include "assess/assessor.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "assess/listed.h"
#include "assess/tally.h"

namespace watchword::assess {
namespace {

// More evidence than this shows nothing new and would fill a reply.
constexpr std::size_t kMaxEvidence = 200;

Verdict Conclude(const Tally& tally, std::vector<Evidence> evidence) {
  const Standing standing = tally.Stand();
  Verdict verdict{.level = standing.level, .probability = standing.probability, .scheme = standing.scheme};
  if (!standing.scheme) return verdict;
  verdict.stages = tally.StagesOf(*standing.scheme);
  const auto family = tally.Family(*standing.scheme);
  for (Evidence& one : evidence) {
    if (family.contains(one.stage.scheme)) verdict.evidence.push_back(std::move(one));
  }
  if (verdict.evidence.size() > kMaxEvidence) verdict.evidence.resize(kMaxEvidence);
  return verdict;
}

void Append(std::vector<Evidence> more, std::vector<Evidence>& to) {
  to.insert(to.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
}

void Add(const Evidence& evidence, Tally& tally) {
  if (evidence.is_cue) {
    tally.AddCue(evidence.stage, std::string(NotionOf(evidence.rule)), evidence.weight);
  } else {
    tally.Add(evidence.stage, evidence.rule, evidence.weight);
  }
}

void AddAll(const std::vector<Evidence>& evidence, Tally& tally) {
  for (const Evidence& one : evidence) Add(one, tally);
}

// Remembers rules in the order they first spoke, each with its greatest weight.
class Rememberer {
 public:
  Rememberer(Memory memory, std::optional<std::int64_t> today) : memory_(std::move(memory)), today_(today) {
    for (std::size_t i = 0; i < memory_.size(); ++i) index_.emplace(memory_[i].rule, i);
  }

  void Add(const Evidence& evidence) {
    const auto [at, fresh] = index_.emplace(evidence.rule, memory_.size());
    if (fresh) {
      memory_.push_back({evidence.rule, evidence.weight, today_});
      return;
    }
    double& weight = memory_[at->second].weight;
    weight = std::max(weight, evidence.weight);
  }

  Memory Finish() && { return std::move(memory_); }

 private:
  Memory memory_;
  std::optional<std::int64_t> today_;
  std::map<std::string, std::size_t> index_;
};

constexpr std::string_view kList = "list/";

bool IsListed(std::string_view rule) {
  return rule.starts_with(kList);
}

std::optional<StageRef> StageOf(std::string_view rule, const Ruleset& ruleset) {
  if (IsListed(rule)) {
    const bool known = ruleset.HasList(rule.substr(kList.size()));
    return known ? ruleset.FindStage("platform", "listed") : std::nullopt;
  }
  const auto index = ruleset.FindRule(rule);
  return index ? std::optional(ruleset.stage_of(*index)) : std::nullopt;
}

bool IsCue(std::string_view rule, const Ruleset& ruleset) {
  const auto index = ruleset.FindRule(rule);
  return index && ruleset.rule(*index).weight == pack::Weight::kCue;
}

// Rules that left the pack since then stay remembered but count for nothing.
void AddMemory(const Memory& memory, const Ruleset& ruleset, Tally& tally, Seen& seen) {
  for (const Remembered& one : memory) {
    const auto stage = StageOf(one.rule, ruleset);
    if (!stage) continue;
    const double most = IsListed(one.rule) ? MostOfListed(ruleset.model()) : ruleset.model().strong;
    const double weight = std::min(one.weight, most);
    if (IsCue(one.rule, ruleset)) {
      tally.AddCue(*stage, std::string(NotionOf(one.rule)), weight);
    } else {
      tally.Add(*stage, one.rule, weight);
    }
    seen.Add(*stage, one.rule);
  }
}

}  // namespace

Result<Assessor> Assessor::Make(std::shared_ptr<const Ruleset> ruleset) {
  auto scanner = match::IncrementalScanner::Make(ruleset->phrases());
  if (!scanner) return scanner.error();
  return Assessor(std::move(ruleset), *std::move(scanner));
}

Result<Verdict> Assessor::Judge(const Page& page) {
  const auto findings = scanner_.Scan(page.text);
  if (!findings) return findings.error();
  auto evidence = FindEvidence(*ruleset_, *findings, Source::kPage);
  Append(FindListedIn(*ruleset_, page.text, *findings, Source::kPage), evidence);
  if (auto listed = page.url ? FindListed(*ruleset_, *page.url) : std::nullopt)
    evidence.push_back(*std::move(listed));
  const auto look_alike = page.url ? FindLookAlike(*ruleset_, *page.url) : std::nullopt;
  SortEvidence(evidence);
  Tally tally(*ruleset_);
  AddAll(evidence, tally);
  if (look_alike && ruleset_->FindStage("platform", "claims")) {
    const Evidence site = LookAlikeEvidence(*ruleset_, *look_alike, {});
    tally.Add(site.stage, site.rule, site.weight);
  }
  Verdict verdict = Conclude(tally, std::move(evidence));
  verdict.look_alike = look_alike;
  verdict.truncated = findings->truncated;
  return verdict;
}

Result<ConversationVerdict> Assessor::Judge(const Conversation& conversation) {
  Tally tally(*ruleset_);
  Seen seen;
  AddMemory(conversation.memory, *ruleset_, tally, seen);
  Rememberer rememberer(conversation.memory, conversation.today);
  std::vector<Evidence> all;
  std::optional<std::size_t> first_warning;
  match::ScanLimits left;  // of all messages together
  bool truncated = false;
  for (std::size_t i = 0; i < conversation.messages.size(); ++i) {
    const Message& message = conversation.messages[i];
    const auto findings = scanner_.Scan(message.text, left);
    if (!findings) return findings.error();
    left.max_work -= std::min(left.max_work, findings->work);
    truncated |= findings->truncated;
    auto found = FindEvidence(*ruleset_, *findings, message.from, seen);
    Append(FindListedIn(*ruleset_, message.text, *findings, message.from), found);
    Append(FindLookAlikesIn(*ruleset_, message.text, *findings, message.from), found);
    SortEvidence(found);
    for (Evidence& one : found) {
      one.message = i;
      if (!ruleset_->schemes()[one.stage.scheme].discreet) rememberer.Add(one);
      Add(one, tally);
      seen.Add(one.stage, one.rule);
      all.push_back(std::move(one));
    }
    if (!first_warning && tally.Stand().level >= Level::kCaution) first_warning = i;
  }
  ConversationVerdict result{Conclude(tally, std::move(all)), std::move(rememberer).Finish()};
  result.verdict.truncated = truncated;
  // What was remembered may warn before any message is read.
  const bool warns = result.verdict.level >= Level::kCaution;
  if (warns) result.verdict.first_warning = first_warning.value_or(0);
  return result;
}

Verdict Assessor::JudgeAddress(const std::string& address) const {
  Tally tally(*ruleset_);
  std::vector<Evidence> evidence;
  if (auto listed = FindListed(*ruleset_, address)) {
    tally.Add(listed->stage, listed->rule, listed->weight);
    evidence.push_back(*std::move(listed));
  }
  Verdict verdict = Conclude(tally, std::move(evidence));
  verdict.look_alike = FindLookAlike(*ruleset_, address);
  return verdict;
}

}  // namespace watchword::assess

// SPDX-License-Identifier: Apache-2.0
#include "assess/assessor.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "assess/bubbles.h"
#include "assess/built_in.h"
#include "assess/contacts.h"
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

// Rules that left the pack since then stay remembered but count for nothing.
void AddMemory(const Conversation& conversation, const Ruleset& ruleset, Tally& tally, Seen& seen) {
  for (const Remembered& one : Merge(conversation.memory, conversation.others)) {
    const auto standpoint = StandpointOf(one.rule, ruleset);
    if (!standpoint) continue;
    tally.Add(standpoint->stage, one.rule, std::min(WeightToday(one, conversation.today), standpoint->weight),
              standpoint->is_cue);
    seen.Add(standpoint->stage, one.rule);
  }
}

// What the address itself says: that it is listed, or looks like a brand's.
std::vector<Evidence> JudgeSite(const Ruleset& ruleset, const std::optional<std::string>& url,
                                std::optional<domain::LookAlike>& look_alike, Tally& tally) {
  std::vector<Evidence> evidence;
  if (!url) return evidence;
  if (auto listed = FindListed(ruleset, *url)) {
    tally.Add(*listed);
    evidence.push_back(*std::move(listed));
  }
  look_alike = FindLookAlike(ruleset, *url);
  // It has no place in the text; the verdict names it.
  if (!look_alike) return evidence;
  if (const auto site = MakeBuiltIn(BuiltIn::kLookAlike, NameOf(look_alike->how), ruleset, {}))
    tally.Add(*site);
  return evidence;
}

bool SpeaksIn(const std::vector<Evidence>& found, const std::string& rule) {
  return std::any_of(found.begin(), found.end(), [&rule](const Evidence& one) { return one.rule == rule; });
}

// Everything one message says by itself.
std::vector<Evidence> FindAll(const Passage& passage, const Seen& seen) {
  auto found = FindEvidence(passage, seen);
  Append(FindListedIn(passage), found);
  Append(FindLookAlikesIn(passage), found);
  Append(FindContactsIn(passage), found);
  return found;
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
  const Passage passage(*ruleset_, page.text, *findings, Source::kPage);
  auto evidence = FindEvidence(passage);
  Append(FindListedIn(passage), evidence);
  Tally tally(*ruleset_);
  for (const Evidence& one : evidence) tally.Add(one);
  std::optional<domain::LookAlike> look_alike;
  Append(JudgeSite(*ruleset_, page.url, look_alike, tally), evidence);
  SortEvidence(evidence);
  Verdict verdict = Conclude(tally, std::move(evidence));
  verdict.look_alike = look_alike;
  verdict.truncated = findings->truncated;
  return verdict;
}

Result<std::vector<Evidence>> Assessor::Listen(const std::vector<Message>& messages, std::size_t at,
                                               const Seen& seen, Budget& budget) {
  const Message& message = messages[at];
  const auto scan = [&](const std::string& text) {
    auto findings = scanner_.Scan(text, budget.left);
    if (!findings) return findings;
    budget.left.max_work -= std::min(budget.left.max_work, findings->work);
    budget.truncated |= findings->truncated;
    return findings;
  };
  const auto findings = scan(message.text);
  if (!findings) return findings.error();
  auto found = FindAll(Passage(*ruleset_, message.text, *findings, message.from), seen);
  if (const auto joined = at > 0 ? JoinBubbles(messages[at - 1], message) : std::nullopt) {
    const auto both = scan(joined->text);
    if (!both) return both.error();
    auto across = FindAcross(Passage(*ruleset_, joined->text, *both, message.from), joined->border, seen);
    std::erase_if(across, [&found](const Evidence& one) { return SpeaksIn(found, one.rule); });
    Append(std::move(across), found);
  }
  SortEvidence(found);
  for (Evidence& one : found) one.message = at;
  return found;
}

Result<ConversationVerdict> Assessor::Judge(const Conversation& conversation) {
  Tally tally(*ruleset_);
  Seen seen;
  AddMemory(conversation, *ruleset_, tally, seen);
  Rememberer rememberer(conversation.memory, conversation.today);
  std::optional<domain::LookAlike> look_alike;
  std::vector<Evidence> all = JudgeSite(*ruleset_, conversation.url, look_alike, tally);
  std::optional<std::size_t> first_warning;
  Budget budget;
  for (std::size_t i = 0; i < conversation.messages.size(); ++i) {
    auto found = Listen(conversation.messages, i, seen, budget);
    if (!found) return found.error();
    for (Evidence& one : *found) {
      if (!ruleset_->schemes()[one.stage.scheme].discreet) rememberer.Add(one);
      tally.Add(one);
      seen.Add(one.stage, one.rule);
      all.push_back(std::move(one));
    }
    if (!first_warning && tally.Stand().level >= Level::kCaution) first_warning = i;
  }
  ConversationVerdict result{Conclude(tally, std::move(all)), std::move(rememberer).Finish()};
  result.verdict.look_alike = look_alike;
  result.verdict.truncated = budget.truncated;
  // What was remembered, or the address, may warn before any message is read.
  const bool warns = result.verdict.level >= Level::kCaution;
  if (warns) result.verdict.first_warning = first_warning.value_or(0);
  return result;
}

Verdict Assessor::JudgeAddress(const std::string& address) const {
  Tally tally(*ruleset_);
  std::optional<domain::LookAlike> look_alike;
  std::vector<Evidence> evidence = JudgeSite(*ruleset_, address, look_alike, tally);
  Verdict verdict = Conclude(tally, std::move(evidence));
  verdict.look_alike = look_alike;
  return verdict;
}

}  // namespace watchword::assess

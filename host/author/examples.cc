// SPDX-License-Identifier: Apache-2.0
#include "author/examples.h"

#include <algorithm>
#include <utility>

#include "assess/assessor.h"

namespace watchword::author {
namespace {

// Runs the examples of one rule after another.
class Runner {
 public:
  Runner(const Draft& draft, const assess::Ruleset& ruleset, match::Scanner scanner,
         assess::Assessor assessor)
      : draft_(draft), ruleset_(ruleset), scanner_(std::move(scanner)), assessor_(std::move(assessor)) {}

  Result<std::vector<Finding>> Run() {
    for (std::size_t rule = 0; rule < draft_.notes.size(); ++rule) {
      if (const Status run = RunRule(rule); !run) return run.error();
    }
    return std::move(findings_);
  }

 private:
  Status RunRule(std::size_t rule) {
    const RuleNotes& notes = draft_.notes[rule];
    for (std::size_t i = 0; i < notes.match.size(); ++i) {
      const auto found = Finds(rule, notes.match[i]);
      if (!found) return found.error();
      if (!*found) Complain(rule, "/examples/match/", i, "not found by its rule: \"" + notes.match[i] + "\"");
    }
    for (std::size_t i = 0; i < notes.ignore.size(); ++i) {
      const auto found = Finds(rule, notes.ignore[i]);
      if (!found) return found.error();
      if (*found) Complain(rule, "/examples/ignore/", i, "found by its rule: \"" + notes.ignore[i] + "\"");
      if (const Status checked = CheckHonest(rule, i); !checked) return checked;
    }
    return {};
  }

  Result<bool> Finds(std::size_t rule, const std::string& example) {
    const auto scan = scanner_.Scan(text::Normalize(example));
    if (!scan) return scan.error();
    const auto wanted = ruleset_.FindRule(draft_.pack.rules[rule].id);
    return std::any_of(scan->hits.begin(), scan->hits.end(),
                       [&](const match::Hit& hit) { return ruleset_.rule_of(hit.phrase) == wanted; });
  }

  Status CheckHonest(std::size_t rule, std::size_t index) {
    const std::string& sentence = draft_.notes[rule].ignore[index];
    const auto judged =
        assessor_.Judge(assess::Conversation{.messages = {{assess::Source::kThem, sentence}}});
    if (!judged) return judged.error();
    if (judged->verdict.level < assess::Level::kCaution) return {};
    const std::string& culprit = judged->verdict.evidence.front().rule;
    Complain(rule, "/examples/ignore/", index, "warns because of " + culprit + ": \"" + sentence + "\"");
    return {};
  }

  void Complain(std::size_t rule, const char* member, std::size_t index, std::string message) {
    const RuleNotes& notes = draft_.notes[rule];
    findings_.push_back({notes.file, notes.pointer + member + std::to_string(index), std::move(message)});
  }

  const Draft& draft_;
  const assess::Ruleset& ruleset_;
  match::Scanner scanner_;
  assess::Assessor assessor_;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> RunExamples(const Draft& draft,
                                         const std::shared_ptr<const assess::Ruleset>& ruleset) {
  auto scanner = match::Scanner::Make(ruleset->phrases());
  if (!scanner) return scanner.error();
  auto assessor = assess::Assessor::Make(ruleset);
  if (!assessor) return assessor.error();
  return Runner(draft, *ruleset, *std::move(scanner), *std::move(assessor)).Run();
}

}  // namespace watchword::author

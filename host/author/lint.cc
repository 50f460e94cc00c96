// SPDX-License-Identifier: Apache-2.0
#include "author/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "assess/built_in.h"
#include "author/lint_brands.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "compile/compile_pack.h"

namespace watchword::author {
namespace {

// What the shortest form of a phrase must say in bytes of words; less finds too much.
constexpr std::size_t kLeastWordBytes = 7;
constexpr std::size_t kLeastCueBytes = 3;  // one notion, often one word

// An amount or a handle narrows a phrase like a short word.
constexpr std::size_t kBuiltinBytes = 3;

using Findings = std::vector<Finding>;

void Complain(const RuleNotes& notes, const std::string& member, std::string message, Findings& to) {
  to.push_back({notes.file, notes.pointer + member, std::move(message)});
}

std::size_t WordBytes(const compile::Sequence& sequence);

std::size_t WordBytes(const compile::Element& element) {
  if (element.kind == compile::Element::Kind::kBuiltin) return kBuiltinBytes;
  if (element.kind != compile::Element::Kind::kChoice) return element.word.size();
  std::size_t least = SIZE_MAX;
  for (const compile::Sequence& choice : element.choices()) least = std::min(least, WordBytes(choice));
  return least;
}

// Of the shortest form.
std::size_t WordBytes(const compile::Sequence& sequence) {
  std::size_t sum = 0;
  for (const compile::Element& element : sequence) sum += WordBytes(element);
  return sum;
}

void LintPhrase(const Draft& draft, std::size_t rule, std::size_t index, compile::PackLists& lists,
                Findings& to) {
  const std::string& source = draft.pack.rules[rule].phrases[index];
  const RuleNotes& notes = draft.notes[rule];
  const std::string member = "/phrases/" + std::to_string(index);
  if (base::Utf16Length(source) > kMaxPhraseCharacters) {
    Complain(notes, member,
             "longer than " + std::to_string(kMaxPhraseCharacters) + " characters, make it two phrases", to);
  }
  const auto orders = compile::ParsePhrases(source, lists.Of(draft.pack.rules[rule].language));
  if (!orders) return Complain(notes, member, "\"" + source + "\": " + orders.error().message, to);
  const bool is_cue = draft.pack.rules[rule].weight == pack::Weight::kCue;
  if (WordBytes(orders->front().elements) >= (is_cue ? kLeastCueBytes : kLeastWordBytes)) return;
  Complain(notes, member, "\"" + source + "\": too short, it would be found everywhere; add words", to);
}

void LintPhrases(const Draft& draft, std::size_t rule, compile::PackLists& lists, Findings& to) {
  const auto& phrases = draft.pack.rules[rule].phrases;
  if (phrases.empty()) Complain(draft.notes[rule], "/phrases", "no phrases", to);
  for (std::size_t i = 0; i < phrases.size(); ++i) LintPhrase(draft, rule, i, lists, to);
}

void LintNotes(const Draft& draft, std::size_t rule, Findings& to) {
  const RuleNotes& notes = draft.notes[rule];
  const std::string least = "at least " + std::to_string(kLeastExamples) + " are needed";
  if (notes.match.size() < kLeastExamples) Complain(notes, "/examples/match", least, to);
  if (notes.ignore.size() < kLeastExamples) Complain(notes, "/examples/ignore", least, to);
  if (notes.sources.empty()) Complain(notes, "/sources", "no source: a link, or \"described in …\"", to);
}

// What was probably meant: a stage of the scheme, or another scheme.
std::string PlaceMeant(const pack::Pack& pack, const pack::Rule& rule) {
  std::vector<std::string> schemes;
  for (const pack::Scheme& scheme : pack.schemes) {
    schemes.push_back(scheme.id);
    if (scheme.id != rule.scheme) continue;
    std::vector<std::string> stages;
    for (const pack::Stage& stage : scheme.stages) stages.push_back(stage.id);
    return base::DidYouMean(rule.stage, stages);
  }
  return base::DidYouMean(rule.scheme, schemes);
}

bool HasStage(const pack::Pack& pack, const pack::Rule& rule) {
  for (const pack::Scheme& scheme : pack.schemes) {
    if (scheme.id != rule.scheme) continue;
    return std::any_of(scheme.stages.begin(), scheme.stages.end(),
                       [&rule](const pack::Stage& stage) { return stage.id == rule.stage; });
  }
  return false;
}

void LintPlace(const Draft& draft, std::size_t rule, Findings& to) {
  const pack::Rule& one = draft.pack.rules[rule];
  if (HasStage(draft.pack, one)) return;
  Complain(draft.notes[rule], "",
           one.scheme + "/" + one.stage + " is no stage in pack.json" + PlaceMeant(draft.pack, one), to);
}

void LintReason(const Draft& draft, std::size_t rule, Findings& to) {
  for (const pack::Wording& wording : draft.pack.wording) {
    const std::string& reason = draft.pack.rules[rule].reason;
    if (wording.reasons.contains(reason)) continue;
    std::vector<std::string> names;
    for (const auto& [name, sentence] : wording.reasons) names.push_back(name);
    Complain(draft.notes[rule], "/reason",
             reason + " has no sentence in wording/" + wording.language + ".json" +
                 base::DidYouMean(reason, names),
             to);
  }
}

void LintIds(const Draft& draft, Findings& to) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < draft.pack.rules.size(); ++i) {
    if (!seen.insert(draft.pack.rules[i].id).second) Complain(draft.notes[i], "/id", "used twice", to);
  }
}

// The same words of the same speaker in two rules of a language count twice for nothing.
void LintRepeats(const Draft& draft, Findings& to) {
  std::map<std::tuple<std::string, pack::Speaker, std::string>, std::string> rule_of;
  for (std::size_t i = 0; i < draft.pack.rules.size(); ++i) {
    const pack::Rule& rule = draft.pack.rules[i];
    for (std::size_t phrase = 0; phrase < rule.phrases.size(); ++phrase) {
      const auto [known, fresh] =
          rule_of.emplace(std::tuple(rule.language, rule.said_by, rule.phrases[phrase]), rule.id);
      if (fresh) continue;
      Complain(draft.notes[i], "/phrases/" + std::to_string(phrase),
               "\"" + rule.phrases[phrase] + "\" stands in " + known->second + " too; keep one", to);
    }
  }
}

void LintWording(const pack::Pack& pack, const pack::Wording& wording, Findings& to) {
  const std::string file = "wording/" + wording.language + ".json";
  for (const pack::Scheme& scheme : pack.schemes) {
    if (!wording.schemes.contains(scheme.id)) to.push_back({file, "/schemes/" + scheme.id, "missing"});
    for (const pack::Stage& stage : scheme.stages) {
      const std::string key = scheme.id + "/" + stage.id;
      if (!wording.stages.contains(key)) to.push_back({file, "/stages", key + " is missing"});
    }
  }
  for (const std::string& reason : assess::ReasonsOfBuiltIn()) {
    if (!wording.reasons.contains(reason)) to.push_back({file, "/reasons", reason + " is missing"});
  }
  for (const char* level : {"notice", "caution", "danger"}) {
    if (!wording.levels.contains(level)) to.push_back({file, "/levels", std::string(level) + " is missing"});
  }
}

void LintRegister(const pack::Pack& pack, compile::PackLists& lists, Findings& to) {
  for (const auto& [language, phrases] : pack.register_phrases) {
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      const auto phrase = compile::ParsePhrases(phrases[i], lists.Of(language));
      if (phrase) continue;
      to.push_back(
          {"register/" + language + ".json", "/phrases/" + std::to_string(i), phrase.error().message});
    }
  }
}

}  // namespace

std::vector<Finding> Lint(const Draft& draft) {
  Findings findings;
  compile::PackLists lists(draft.pack);
  if (draft.pack.wording.empty()) findings.push_back({"wording", "", "no wording in any language"});
  for (std::size_t rule = 0; rule < draft.pack.rules.size(); ++rule) {
    LintPlace(draft, rule, findings);
    LintPhrases(draft, rule, lists, findings);
    LintNotes(draft, rule, findings);
    LintReason(draft, rule, findings);
  }
  LintIds(draft, findings);
  LintRepeats(draft, findings);
  LintRegister(draft.pack, lists, findings);
  for (const pack::Wording& wording : draft.pack.wording) LintWording(draft.pack, wording, findings);
  for (Finding& finding : LintBrands(draft.pack.brands)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace watchword::author

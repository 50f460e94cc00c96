// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

#include "author/duplicates.h"
#include "author/examples.h"
#include "author/fires.h"
#include "base/json.h"
#include "cli/check_patterns.h"
#include "cli/command.h"
#include "cli/watch.h"
#include "pack/decode.h"
#include "pack/encode.h"

namespace watchword::cli {
namespace {

struct Options {
  PatternSources patterns;
  std::string file;
  std::vector<std::string> corpora;
  std::string drops;
  bool watch = false;
  bool json = false;
};

using Findings = std::vector<author::Finding>;

Status Append(Result<Findings> more, Findings& to) {
  if (!more) return more.error();
  to.insert(to.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
  return {};
}

// What only shows when the rules run: on their examples, on each other's, on texts whose nature is known.
Status RunRules(const Options& options, CheckedPatterns& checked, const CommandContext& context) {
  Findings& findings = checked.findings;
  const auto ruleset = CompileDraft(checked);
  if (!ruleset) return ruleset.error();
  if (const Status run = Append(author::RunExamples(checked.draft, *ruleset), findings); !run) return run;
  if (const Status run = Append(author::FindDuplicates(checked.draft, *ruleset), findings); !run) return run;
  const auto items = ReadCorpora(options.corpora, context);
  if (!items) return items.error();
  const auto fires = author::CountFires(*items, *ruleset);
  if (!fires) return fires.error();
  return Append(author::CheckFires(checked.draft, *fires), findings);
}

void TestOnce(const Options& options, CommandContext& context) {
  auto checked = CheckPatterns(options.patterns, context.files);
  if (!checked) return Fail(context, checked.error());
  // What does not compile is told already.
  if (checked->findings.empty()) {
    if (const Status run = RunRules(options, *checked, context); !run) return Fail(context, run.error());
  }
  ReportFindings(checked->findings, options.json, context);
  if (!options.json) {
    context.out << CountOf(checked->draft) << ", " << checked->findings.size() << " to mend\n";
  }
}

void Test(const Options& options, CommandContext& context) {
  for (FolderWatch watch(options.patterns.folder);; watch.WaitForChange()) {
    TestOnce(options, context);
    context.out << std::flush;
    if (!options.watch || !context.out) return;
  }
}

// Of each list: how many of its entries got in, and why the others did not.
void ReportLists(const author::Draft& draft, CommandContext& context) {
  for (const pack::DomainList& list : draft.pack.domains) {
    std::size_t kept = 0;
    for (const pack::DomainGroup& group : list.groups)
      kept += static_cast<std::size_t>(std::count(group.names.begin(), group.names.end(), '\n'));
    std::map<std::string, std::size_t> dropped;
    for (const author::Drop& drop : draft.drops) {
      if (drop.list == list.id) ++dropped[drop.reason.substr(0, drop.reason.find(':'))];
    }
    context.out << "list " << list.id << ": " << kept << " names";
    for (const auto& [reason, count] : dropped) context.out << ", " << count << " dropped (" << reason << ")";
    context.out << '\n';
  }
}

std::string DropsTable(const author::Draft& draft) {
  std::string table = "list\tentry\treason\n";
  for (const author::Drop& drop : draft.drops)
    table += drop.list + '\t' + drop.entry + '\t' + drop.reason + '\n';
  return table;
}

void Build(const Options& options, CommandContext& context) {
  const auto checked = CheckPatterns(options.patterns, context.files);
  if (!checked) return Fail(context, checked.error());
  ReportFindings(checked->findings, options.json, context);
  if (!checked->findings.empty()) return;
  if (!options.drops.empty()) {
    if (const Status written = context.files.Write(options.drops, DropsTable(checked->draft)); !written)
      return Fail(context, written.error());
  }
  const auto bytes = pack::Encode(checked->draft.pack);
  if (!bytes) return Fail(context, bytes.error());
  if (const Status written = context.files.Write(options.file, *bytes); !written)
    return Fail(context, written.error());
  if (options.json) return;
  ReportLists(checked->draft, context);
  context.out << options.file << ": " << CountOf(checked->draft) << ", " << bytes->size() << " bytes\n";
}

void Verify(const Options& options, CommandContext& context) {
  const auto bytes = context.files.Read(options.file, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return Fail(context, bytes.error());
  const auto verified = pack::Verify(*bytes);
  if (!verified) return Fail(context, Context(options.file, verified.error()));
  const auto pack = pack::Decode(*verified);
  if (!pack) return Fail(context, Context(options.file, pack.error()));
  if (options.json) {
    base::Json json = {{"id", pack->info.id},
                       {"version", pack->info.version},
                       {"digest", verified->digest()},
                       {"rules", pack->rules.size()}};
    if (!pack->info.adds_to.empty()) json["adds_to"] = pack->info.adds_to;
    context.out << base::ToText(json) << '\n';
    return;
  }
  const std::string adds_to = pack->info.adds_to.empty() ? "" : ", adds to " + pack->info.adds_to;
  context.out << options.file << ": " << pack->info.id << " version " << pack->info.version << " of "
              << pack->info.built << ", " << pack->rules.size() << " rules, digest " << verified->digest()
              << adds_to << '\n';
}

}  // namespace

void AddPack(CLI::App& app, CommandContext& context) {
  auto* pack = app.add_subcommand("pack", "make, check and publish pattern packs");
  pack->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* help, void (*run)(const Options&, CommandContext&)) {
    auto* command = pack->add_subcommand(name, help);
    command->add_flag("--json", options->json, "one JSON object a line");
    command->callback([options, run, &context] { run(*options, context); });
    return command;
  };
  const auto add_base = [&](CLI::App* command) {
    command->add_option("--base", options->patterns.base, "the pack that an addition adds to");
  };
  auto* build = add("build", "build a pack from a folder of patterns", &Build);
  build->add_option("folder", options->patterns.folder, "laid out like patterns/")->required();
  add_base(build);
  build->add_option("-o,--output", options->file, "pack to write")->required();
  build->add_option("--list", options->patterns.more.lists,
                    "description of a further list of names, as in patterns/domains");
  build->add_option("--good", options->patterns.more.good, "names never to be called bad, one a line");
  build->add_option("--drops", options->drops,
                    "file to write: every entry of a list that was left out, and why");
  auto* test = add("test", "check patterns and run every example of every rule", &Test);
  test->add_option("folder", options->patterns.folder, "laid out like patterns/")->required();
  add_base(test);
  test->add_option("--corpus", options->corpora, kCorpusHelp);
  test->add_flag("--watch", options->watch, "test again whenever a file changes, until interrupted");
  auto* verify = add("verify", "check that a pack is whole and readable", &Verify);
  verify->add_option("file", options->file, "pack to check")->required();
  AddPackCoverage(*pack, context);
  AddPackKeygen(*pack, context);
  AddPackInitRepository(*pack, context);
  AddPackDelegate(*pack, context);
  AddPackPublish(*pack, context);
  AddPackNeverFlag(*pack, context);
  AddPackRenew(*pack, context);
  AddPackRotateRoot(*pack, context);
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <utility>

#include "author/examples.h"
#include "author/lint.h"
#include "author/read_patterns.h"
#include "base/json.h"
#include "cli/command.h"
#include "compile/compile_pack.h"
#include "pack/decode.h"
#include "pack/encode.h"

namespace watchword::cli {
namespace {

struct Options {
  std::string folder;
  std::string file;
  bool json = false;
};

using Findings = std::vector<author::Finding>;

struct Checked {
  author::Draft draft;
  Findings findings;
};

// Everything short of the examples: what can be read, and what lint says.
Result<Checked> Check(const Options& options, const base::FileSystem& files) {
  auto draft = author::ReadPatterns(options.folder, files);
  if (!draft) return draft.error();
  Findings findings = draft->findings;
  for (author::Finding& finding : author::Lint(*draft)) findings.push_back(std::move(finding));
  return Checked{*std::move(draft), std::move(findings)};
}

void Report(const Findings& findings, const Options& options, CommandContext& context) {
  if (!findings.empty()) context.exit_code = kExitFailed;
  if (!options.json) {
    for (const author::Finding& finding : findings) context.err << author::ToText(finding) << '\n';
    return;
  }
  for (const author::Finding& one : findings) {
    context.out << base::ToText({{"file", one.file}, {"pointer", one.pointer}, {"message", one.message}})
                << '\n';
  }
}

Status RunExamples(Checked& checked) {
  const auto image = compile::CompileInMemory(checked.draft.pack, "");
  if (!image) return image.error();
  auto ruleset = assess::Ruleset::Open(*image);
  if (!ruleset) return ruleset.error();
  auto findings = author::RunExamples(checked.draft, *ruleset);
  if (!findings) return findings.error();
  for (author::Finding& finding : *findings) checked.findings.push_back(std::move(finding));
  return {};
}

std::string Count(const author::Draft& draft) {
  std::size_t phrases = 0;
  std::size_t examples = 0;
  for (const pack::Rule& rule : draft.pack.rules) phrases += rule.phrases.size();
  for (const author::RuleNotes& notes : draft.notes) examples += notes.match.size() + notes.ignore.size();
  return std::to_string(draft.pack.rules.size()) + " rules, " + std::to_string(phrases) + " phrases, " +
         std::to_string(examples) + " examples";
}

void Test(const Options& options, CommandContext& context) {
  auto checked = Check(options, context.files);
  if (!checked) return Fail(context, checked.error());
  // Examples need phrases that compile; what does not is told already.
  if (checked->findings.empty()) {
    if (const Status run = RunExamples(*checked); !run) return Fail(context, run.error());
  }
  Report(checked->findings, options, context);
  if (!options.json) {
    context.out << Count(checked->draft) << ", " << checked->findings.size() << " to mend\n";
  }
}

void Build(const Options& options, CommandContext& context) {
  const auto checked = Check(options, context.files);
  if (!checked) return Fail(context, checked.error());
  Report(checked->findings, options, context);
  if (!checked->findings.empty()) return;
  const auto bytes = pack::Encode(checked->draft.pack);
  if (!bytes) return Fail(context, bytes.error());
  if (const Status written = context.files.Write(options.file, *bytes); !written)
    return Fail(context, written.error());
  if (!options.json)
    context.out << options.file << ": " << Count(checked->draft) << ", " << bytes->size() << " bytes\n";
}

void Verify(const Options& options, CommandContext& context) {
  const auto bytes = context.files.Read(options.file, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!bytes) return Fail(context, bytes.error());
  const auto verified = pack::Verify(*bytes);
  if (!verified) return Fail(context, Context(options.file, verified.error()));
  const auto pack = pack::Decode(*verified);
  if (!pack) return Fail(context, Context(options.file, pack.error()));
  if (options.json) {
    context.out << base::ToText({{"id", pack->info.id},
                                 {"version", pack->info.version},
                                 {"digest", verified->digest()},
                                 {"rules", pack->rules.size()}})
                << '\n';
    return;
  }
  context.out << options.file << ": " << pack->info.id << " version " << pack->info.version << " of "
              << pack->info.built << ", " << pack->rules.size() << " rules, digest " << verified->digest()
              << '\n';
}

}  // namespace

void AddPack(CLI::App& app, CommandContext& context) {
  auto* pack = app.add_subcommand("pack", "make and check pattern packs");
  pack->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* help, void (*run)(const Options&, CommandContext&)) {
    auto* command = pack->add_subcommand(name, help);
    command->add_flag("--json", options->json, "one JSON object a line");
    command->callback([options, run, &context] { run(*options, context); });
    return command;
  };
  auto* build = add("build", "build a pack from a folder of patterns", &Build);
  build->add_option("folder", options->folder, "laid out like patterns/")->required();
  build->add_option("-o,--output", options->file, "pack to write")->required();
  auto* test = add("test", "check patterns and run every example of every rule", &Test);
  test->add_option("folder", options->folder, "laid out like patterns/")->required();
  auto* verify = add("verify", "check that a pack is whole and readable", &Verify);
  verify->add_option("file", options->file, "pack to check")->required();
}

}  // namespace watchword::cli

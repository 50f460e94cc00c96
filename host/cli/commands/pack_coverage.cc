// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include "author/coverage.h"
#include "base/json.h"
#include "cli/check_patterns.h"
#include "cli/command.h"

namespace watchword::cli {
namespace {

struct Options {
  std::string folder;
  std::vector<std::string> corpora;
  std::string html;
  bool json = false;
};

void ShowCoverage(const Options& options, CommandContext& context) {
  const auto checked = CheckPatterns({.folder = options.folder}, context.files);
  if (!checked) return Fail(context, checked.error());
  ReportFindings(checked->findings, options.json, context);
  if (!checked->findings.empty()) return;
  const auto ruleset = CompileDraft(*checked);
  if (!ruleset) return Fail(context, ruleset.error());
  const auto items = ReadCorpora(options.corpora, context);
  if (!items) return Fail(context, items.error());
  const auto fires = author::CountFires(*items, *ruleset);
  if (!fires) return Fail(context, fires.error());
  const author::Coverage coverage = author::Cover(checked->draft, *fires);
  if (!options.html.empty()) {
    const Status written =
        context.files.Write(options.html, author::ToHtml(coverage, checked->draft, *fires));
    if (!written) return Fail(context, written.error());
  }
  if (!options.json) {
    context.out << author::ToText(coverage, checked->draft, *fires);
    return;
  }
  for (const base::Json& cell : author::ToJson(coverage)) context.out << base::ToText(cell) << '\n';
}

}  // namespace

void AddPackCoverage(CLI::App& pack, CommandContext& context) {
  auto* command =
      pack.add_subcommand("coverage", "which stages and languages are thin, which rules speak where");
  auto options = std::make_shared<Options>();
  command->add_option("folder", options->folder, "laid out like patterns/")->required();
  command->add_option("--corpus", options->corpora, kCorpusHelp);
  command->add_option("--html", options->html, "write the heat map as a page");
  command->add_flag("--json", options->json, "one JSON object a line, for each stage and language");
  command->callback([options, &context] { ShowCoverage(*options, context); });
}

}  // namespace watchword::cli

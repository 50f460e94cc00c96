// SPDX-License-Identifier: Apache-2.0
#include "cli/check_patterns.h"

#include <fstream>
#include <istream>
#include <ostream>
#include <utility>

#include "author/lint.h"
#include "author/read_patterns.h"
#include "base/json.h"
#include "compile/compile_pack.h"

namespace watchword::cli {
namespace {

Result<std::vector<author::CorpusItem>> ReadCorpusFile(const std::string& path,
                                                       const CommandContext& context) {
  if (path == "-") return author::ReadCorpus(context.in);
  std::ifstream file(path);
  if (!file || context.files.Kind(path) == base::FileKind::kFolder) {
    return Error{ErrorCode::kNotFound, "cannot be read"};
  }
  return author::ReadCorpus(file);
}

}  // namespace

Result<CheckedPatterns> CheckPatterns(const std::string& folder, const base::FileSystem& files,
                                      const author::MoreLists& more) {
  auto draft = author::ReadPatterns(folder, files, more);
  if (!draft) return draft.error();
  CheckedPatterns checked{.draft = *std::move(draft)};
  checked.findings = checked.draft.findings;
  for (author::Finding& finding : author::Lint(checked.draft)) checked.findings.push_back(std::move(finding));
  return checked;
}

Result<std::shared_ptr<const assess::Ruleset>> CompileDraft(const author::Draft& draft) {
  const auto image = compile::CompileInMemory(draft.pack, "");
  if (!image) return image.error();
  return assess::Ruleset::Open(*image);
}

Result<std::vector<author::CorpusItem>> ReadCorpora(const std::vector<std::string>& paths,
                                                    const CommandContext& context) {
  std::vector<author::CorpusItem> all;
  for (const std::string& path : paths) {
    auto items = ReadCorpusFile(path, context);
    if (!items) return Context(path, items.error());
    all.insert(all.end(), std::make_move_iterator(items->begin()), std::make_move_iterator(items->end()));
  }
  return all;
}

void ReportFindings(const std::vector<author::Finding>& findings, bool json, CommandContext& context) {
  if (!findings.empty()) context.exit_code = kExitFailed;
  for (const author::Finding& one : findings) {
    if (json) {
      context.out << base::ToText({{"file", one.file}, {"pointer", one.pointer}, {"message", one.message}})
                  << '\n';
    } else {
      context.err << author::ToText(one) << '\n';
    }
  }
}

std::string CountOf(const author::Draft& draft) {
  std::size_t phrases = 0;
  std::size_t examples = 0;
  for (const pack::Rule& rule : draft.pack.rules) phrases += rule.phrases.size();
  for (const author::RuleNotes& notes : draft.notes) examples += notes.match.size() + notes.ignore.size();
  return std::to_string(draft.pack.rules.size()) + " rules, " + std::to_string(phrases) + " phrases, " +
         std::to_string(examples) + " examples";
}

}  // namespace watchword::cli

// SPDX-License-Identifier: Apache-2.0
// A folder of patterns as the commands of its authors need it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assess/ruleset.h"
#include "author/corpus.h"
#include "author/draft.h"
#include "author/read_patterns.h"
#include "base/result.h"
#include "cli/command.h"

namespace watchword::cli {

struct CheckedPatterns {
  author::Draft draft;
  pack::Pack whole;                       // to judge with: the draft's, of an addition with its base
  std::vector<author::Finding> findings;  // of reading and lint
};

// Where patterns come from.
struct PatternSources {
  std::string folder;
  std::string base;  // the pack that a folder which says so adds to
  author::MoreLists more;
};

// Reads and lints. Error: of the folder itself, or of the base pack.
Result<CheckedPatterns> CheckPatterns(const PatternSources& sources, const base::FileSystem& files);

// To run the rules of patterns without findings. Errors: those of CompilePack.
Result<std::shared_ptr<const assess::Ruleset>> CompileDraft(const CheckedPatterns& checked);

// All items of the files, "-" being standard input. The error names the file and the line.
Result<std::vector<author::CorpusItem>> ReadCorpora(const std::vector<std::string>& paths,
                                                    const CommandContext& context);

// One a line, on standard error or as JSON on standard output; sets the exit code when there are any.
void ReportFindings(const std::vector<author::Finding>& findings, bool json, CommandContext& context);

// "432 rules, 4600 phrases, 3201 examples"
std::string CountOf(const author::Draft& draft);

}  // namespace watchword::cli

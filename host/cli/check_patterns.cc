// SPDX-License-Identifier: Apache-2.0
#include "cli/check_patterns.h"

#include <fstream>
#include <istream>
#include <ostream>
#include <utility>

#include "author/addition.h"
#include "author/lint.h"
#include "author/read_patterns.h"
#include "base/json.h"
#include "compile/compile_pack.h"
#include "pack/decode.h"

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

Result<pack::Pack> ReadBase(const PatternSources& sources, const std::string& wanted,
                            const base::FileSystem& files) {
  if (sources.base.empty())
    return Error{ErrorCode::kInvalid, sources.folder + "/pack.json: /adds_to: these patterns can only be " +
                                          "looked at with the pack " + wanted + ", say where it is: --base"};
  const auto file = files.Read(sources.base, pack::kMaxStoredBytes + pack::kEnvelopeBytes);
  if (!file) return file.error();
  const auto verified = pack::Verify(*file);
  if (!verified) return Context(sources.base, verified.error());
  auto pack = pack::Decode(*verified);
  if (!pack) return Context(sources.base, pack.error());
  return pack;
}

void Append(std::vector<author::Finding> more, std::vector<author::Finding>& to) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Result<CheckedPatterns> CheckPatterns(const PatternSources& sources, const base::FileSystem& files) {
  auto draft = author::ReadPatterns(sources.folder, files, sources.more);
  if (!draft) return draft.error();
  CheckedPatterns checked{.draft = *std::move(draft)};
  checked.findings = checked.draft.findings;
  const std::string& adds_to = checked.draft.pack.info.adds_to;
  if (adds_to.empty()) {
    checked.whole = checked.draft.pack;
    Append(author::Lint(checked.draft), checked.findings);
    return checked;
  }
  const auto base = ReadBase(sources, adds_to, files);
  if (!base) return base.error();
  auto among = author::PutAmongBase(checked.draft, *base);
  if (!among) {
    checked.findings.push_back({"pack.json", "", among.error().message});
    return checked;
  }
  Append(author::Lint(among->draft), checked.findings);
  checked.whole = std::move(among->whole);
  return checked;
}

Result<std::shared_ptr<const assess::Ruleset>> CompileDraft(const CheckedPatterns& checked) {
  const auto image = compile::CompileInMemory(checked.whole, "");
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

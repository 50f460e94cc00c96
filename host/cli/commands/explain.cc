// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iterator>
#include <ostream>
#include <utility>

#include "assess/explanation.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/load_pack.h"
#include "cli/scan_item.h"

namespace watchword::cli {
namespace {

struct Options {
  std::string pack;
  bool installed = false;
  std::string file;
  std::string language = "en";
  bool page = false;
  bool color = false;
  bool json = false;
};

struct Marks {
  const char* begin;
  const char* end;
};

// Spans are underlined where a terminal can, else put in brackets.
Marks MarksFor(const Options& options) {
  return options.color ? Marks{"\x1b[4m", "\x1b[24m"} : Marks{"⟦", "⟧"};
}

// The text with the evidence of `message` marked; overlapping spans become one.
std::string Mark(const std::string& text, const std::vector<assess::Evidence>& evidence,
                 std::optional<std::size_t> message, Marks marks) {
  std::string marked;
  std::size_t done = 0;
  std::size_t open_until = 0;
  for (const assess::Evidence& one : evidence) {
    if (one.message != message || one.in_address) continue;
    const std::size_t begin = std::max(base::ByteOffset(text, one.range.begin), open_until);
    const std::size_t end = base::ByteOffset(text, one.range.end);
    if (end <= begin) continue;
    marked += text.substr(done, begin - done) + marks.begin + text.substr(begin, end - begin) + marks.end;
    done = open_until = end;
  }
  return marked + text.substr(done);
}

const char* SpeakerName(assess::Source source) {
  if (source == assess::Source::kMe) return "me";
  return source == assess::Source::kThem ? "them" : "unknown";
}

class Printer {
 public:
  Printer(const Options& options, const assess::Ruleset& ruleset, std::ostream& out)
      : options_(options), ruleset_(ruleset), out_(out) {}

  void Print(const ScanItem& item, const assess::Verdict& verdict) {
    PrintHead(verdict);
    if (const auto* conversation = std::get_if<assess::Conversation>(&item.what)) {
      for (std::size_t i = 0; i < conversation->messages.size(); ++i) {
        const assess::Message& message = conversation->messages[i];
        PrintText("[" + std::to_string(i) + "] " + SpeakerName(message.from) + ": ", message.text, verdict,
                  i);
      }
    } else if (const auto* page = std::get_if<assess::Page>(&item.what)) {
      PrintText("", page->text, verdict, std::nullopt);
      if (page->url) PrintAddress("address: ", *page->url, verdict);
    } else {
      PrintAddress("", std::get<AddressItem>(item.what).url, verdict);
    }
    if (verdict.scheme) PrintExplanation(assess::Explain(ruleset_, verdict, {options_.language}));
  }

 private:
  void PrintHead(const assess::Verdict& verdict) {
    out_ << NameOf(verdict.level) << "  probability " << verdict.probability;
    if (verdict.scheme) out_ << "  scheme " << ruleset_.schemes()[*verdict.scheme].id << "  stages";
    for (const assess::StageRef stage : verdict.stages) out_ << ' ' << ruleset_.stage(stage).id;
    if (verdict.first_warning) out_ << "  first warning after message " << *verdict.first_warning;
    out_ << "\n\n";
  }

  void PrintText(const std::string& label, const std::string& text, const assess::Verdict& verdict,
                 std::optional<std::size_t> message) {
    out_ << label << Mark(text, verdict.evidence, message, MarksFor(options_)) << '\n';
    for (const assess::Evidence& one : verdict.evidence) {
      if (one.message == message && !one.in_address) PrintEvidence(one, text);
    }
  }

  void PrintAddress(const std::string& label, const std::string& address, const assess::Verdict& verdict) {
    out_ << label << address << '\n';
    for (const assess::Evidence& one : verdict.evidence) {
      if (one.in_address) PrintEvidence(one, address);
    }
    if (!verdict.look_alike) return;
    out_ << "      looks like " << verdict.look_alike->name << " (" << assess::NameOf(verdict.look_alike->how)
         << "); its own is " << verdict.look_alike->official << '\n';
  }

  void PrintEvidence(const assess::Evidence& one, const std::string& text) {
    const std::size_t begin = base::ByteOffset(text, one.range.begin);
    const std::size_t end = base::ByteOffset(text, one.range.end);
    out_ << "      " << one.rule << "  weight " << one.weight << "  " << one.range.begin << "-"
         << one.range.end << "  \"" << text.substr(begin, end - begin) << "\"  (" << one.reason << ")\n";
  }

  void PrintExplanation(const assess::Explanation& explanation) {
    out_ << '\n' << explanation.title << '\n' << "  " << explanation.step << '\n';
    for (const assess::Reason& reason : explanation.reasons) out_ << "  why:  " << reason.text << '\n';
    for (const std::string& next : explanation.next) out_ << "  next: " << next << '\n';
    for (const std::string& advice : explanation.advice) out_ << "  do:   " << advice << '\n';
    if (!explanation.test.empty()) out_ << "  test: " << explanation.test << '\n';
    if (!explanation.fine_if.empty()) out_ << "  fine: " << explanation.fine_if << '\n';
  }

  const Options& options_;
  const assess::Ruleset& ruleset_;
  std::ostream& out_;
};

// A JSON object is an item as `scan` reads it; anything else is one message, or a page.
Result<ScanItem> ReadInput(const std::string& input, const Options& options) {
  const auto first = input.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return Error{ErrorCode::kInvalid, "nothing to explain: the input is empty"};
  if (input[first] == '{') return ReadScanItem(input);
  ScanItem item;
  if (options.page) {
    item.what = assess::Page{.text = input};
  } else {
    const std::string line = input.substr(0, input.find_last_not_of("\r\n") + 1);
    item.what = assess::Conversation{.messages = {{assess::Source::kUnknown, line}}};
  }
  return item;
}

void Explain(const Options& options, CommandContext& context) {
  const auto input = options.file.empty() || options.file == "-"
                         ? Result<std::string>(std::string(std::istreambuf_iterator<char>(context.in), {}))
                         : context.files.Read(options.file, base::kMaxFileBytes);
  if (!input) return Fail(context, input.error());
  const auto item = ReadInput(*input, options);
  if (!item) return Fail(context, item.error());
  const auto pack = options.installed ? LoadLive(context.files) : LoadPack(options.pack, context.files);
  if (!pack) return Fail(context, pack.error());
  auto assessor = assess::Assessor::Make(pack->ruleset);
  if (!assessor) return Fail(context, assessor.error());
  const auto verdict = Judge(*assessor, *item);
  if (!verdict) return Fail(context, verdict.error());
  if (options.json) {
    context.out << ScanLine(*item, *verdict, *pack->ruleset) << '\n';
    return;
  }
  Printer(options, *pack->ruleset, context.out).Print(*item, *verdict);
}

}  // namespace

void AddExplain(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("explain", "say why a text gets its verdict, rule by rule");
  auto options = std::make_shared<Options>();
  options->color = ::isatty(STDOUT_FILENO) != 0;
  auto* pack = command->add_option("--pack", options->pack, "pattern pack to use");
  command->add_flag("--installed", options->installed, "use what the browser is answered with here")
      ->excludes(pack);
  command->add_option("--language", options->language, "language of the explanation");
  command->add_flag("--page", options->page, "the text is a page, not a message");
  command->add_flag("--color,!--no-color", options->color, "underline instead of brackets");
  command->add_flag("--json", options->json, "the line that scan would write");
  command->add_option("file", options->file,
                      "text, or one JSON item as scan reads it; standard input by default");
  command->callback([options, &context] { Explain(*options, context); });
}

}  // namespace watchword::cli

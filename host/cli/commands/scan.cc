// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <fstream>
#include <istream>
#include <ostream>
#include <thread>
#include <utility>
#include <vector>

#include "base/json.h"
#include "cli/command.h"
#include "cli/load_pack.h"
#include "cli/scan_item.h"

namespace watchword::cli {
namespace {

constexpr std::size_t kBatchLines = 1024;

struct Options {
  std::string pack;
  bool installed = false;
  std::vector<std::string> inputs;
  unsigned jobs = 0;
  bool json = true;  // the only form there is
};

// A line of input and what becomes of it.
struct Line {
  std::size_t number = 0;  // from 1
  std::string text;
  std::string output;
  bool bad = false;
};

std::string ErrorLine(std::size_t number, const Error& error) {
  return base::ToText({{"line", number}, {"error", error.message}});
}

void Process(assess::Assessor& assessor, Line& line) {
  const auto item = ReadScanItem(line.text);
  const auto verdict = item ? Judge(assessor, *item) : Result<assess::Verdict>(item.error());
  line.bad = !verdict;
  line.output =
      verdict ? ScanLine(*item, *verdict, assessor.ruleset()) : ErrorLine(line.number, verdict.error());
}

bool IsBlank(const std::string& text) {
  return text.find_first_not_of(" \t\r") == std::string::npos;
}

// Reads, judges and writes in batches, so that any amount streams through in order.
class ScanRun {
 public:
  ScanRun(std::vector<assess::Assessor> assessors, CommandContext& context)
      : assessors_(std::move(assessors)), context_(context) {}

  void Run(std::istream& in) {
    std::size_t number = 0;
    for (std::vector<Line> batch = ReadBatch(in, number); !batch.empty(); batch = ReadBatch(in, number)) {
      Judge(batch);
      Write(batch);
    }
  }

 private:
  static std::vector<Line> ReadBatch(std::istream& in, std::size_t& number) {
    std::vector<Line> batch;
    for (std::string text; batch.size() < kBatchLines && std::getline(in, text);) {
      ++number;
      if (!IsBlank(text)) batch.push_back({.number = number, .text = std::move(text)});
    }
    return batch;
  }

  void Judge(std::vector<Line>& batch) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&](assess::Assessor& assessor) {
      for (std::size_t i = next++; i < batch.size(); i = next++) Process(assessor, batch[i]);
    };
    std::vector<std::jthread> threads;
    const std::size_t count = std::min(assessors_.size(), batch.size());
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back([&, i] { work(assessors_[i]); });
    work(assessors_[0]);
  }

  void Write(const std::vector<Line>& batch) {
    for (const Line& line : batch) {
      context_.out << line.output << '\n';
      if (line.bad) context_.exit_code = kExitFailed;
    }
    context_.out.flush();
  }

  std::vector<assess::Assessor> assessors_;
  CommandContext& context_;
};

Result<std::vector<assess::Assessor>> MakeAssessors(const Options& options, const base::FileSystem& files) {
  const auto pack = options.installed ? LoadLive(files) : LoadPack(options.pack, files);
  if (!pack) return pack.error();
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<assess::Assessor> assessors;
  for (unsigned i = 0; i < jobs; ++i) {
    auto assessor = assess::Assessor::Make(pack->ruleset);
    if (!assessor) return assessor.error();
    assessors.push_back(*std::move(assessor));
  }
  return assessors;
}

void Scan(const Options& options, CommandContext& context) {
  auto assessors = MakeAssessors(options, context.files);
  if (!assessors) return Fail(context, assessors.error());
  ScanRun run(*std::move(assessors), context);
  if (options.inputs.empty()) return run.Run(context.in);
  for (const std::string& path : options.inputs) {
    std::ifstream file(path);
    if (path == "-") {
      run.Run(context.in);
    } else if (file && context.files.Kind(path) == base::FileKind::kFile) {
      run.Run(file);
    } else {
      Fail(context, Error{ErrorCode::kNotFound, path + ": cannot be read"});
    }
  }
}

}  // namespace

void AddScan(CLI::App& app, CommandContext& context) {
  auto* command =
      app.add_subcommand("scan", "judge items, one JSON object a line, from files or standard input");
  auto options = std::make_shared<Options>();
  auto* pack = command->add_option("--pack", options->pack, "pattern pack to use");
  command->add_flag("--installed", options->installed, "use what the browser is answered with here")
      ->excludes(pack);
  command->add_option("--jobs", options->jobs, "threads, as many as cores by default")
      ->check(CLI::Range(1, 256));
  command->add_flag("--json", options->json, "output is always JSON; accepted for uniformity");
  command->add_option("files", options->inputs, "JSON Lines; - is standard input");
  command->callback([options, &context] { Scan(*options, context); });
}

}  // namespace watchword::cli

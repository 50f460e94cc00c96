// SPDX-License-Identifier: Apache-2.0
// Frame payload in, frame payload out, inside the host: JSON, normalisation, matching, assessment and the
// reply, and their shares, for real text of four kinds and three sizes and WATCHWORD_PHRASES phrases (10,000
// unless told).
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "app/handler.h"
#include "base/json.h"
#include "big_pack.h"
#include "compile/compile_pack.h"
#include "match/scanner.h"
#include "text/normal_text.h"
#include "texts.h"

namespace {

using namespace watchword;

template <typename T>
T Must(Result<T> result) {
  if (!result) {
    std::cerr << "host_bench: " << result.error().message << '\n';
    std::exit(1);
  }
  return *std::move(result);
}

std::size_t PhraseCount() {
  const char* count = std::getenv("WATCHWORD_PHRASES");
  return count != nullptr ? static_cast<std::size_t>(std::atoll(count)) : 10000;
}

const pack::Pack& Pack() {
  static const pack::Pack kPack = Must(bench::BigPack(WATCHWORD_PATTERNS, PhraseCount()));
  return kPack;
}

const std::shared_ptr<const assess::Ruleset>& Ruleset() {
  static const auto kRuleset = Must(assess::Ruleset::Open(Must(compile::CompileInMemory(Pack(), "bench"))));
  return kRuleset;
}

const bench::TextClass& ClassOf(const std::string& name, std::int64_t bytes) {
  static const bench::Texts kTexts = bench::LoadTexts(WATCHWORD_DATA_DEFAULT);
  for (const bench::TextClass& one : kTexts.classes) {
    if (one.name == name && one.bytes == static_cast<std::size_t>(bytes)) return one;
  }
  std::cerr << "host_bench: no texts " << name << '\n';
  std::exit(1);
}

// A different text each time, so that nothing that is remembered helps.
template <typename Run>
void ForEachText(benchmark::State& state, const std::string& name, Run run) {
  const auto& documents = ClassOf(name, state.range(0)).documents;
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    run(documents[next]);
    bytes += documents[next].raw.size();
    next = (next + 1) % documents.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

std::string PageRequest(const std::string& text) {
  return base::ToText({{"id", 1}, {"kind", "page"}, {"text", text}});
}

std::vector<std::string> Requests(const std::string& name, std::int64_t bytes) {
  std::vector<std::string> requests;
  for (const auto& document : ClassOf(name, bytes).documents) requests.push_back(PageRequest(document.raw));
  return requests;
}

std::unique_ptr<app::Handler> MakeHandler() {
  return std::make_unique<app::Handler>([] { return app::Rules{Ruleset(), {}}; });
}

// The text with a word of its own before each paragraph: no piece of it was seen under another number.
std::string Numbered(const std::string& text, std::size_t number) {
  const std::string mark = std::string("qx") + static_cast<char>('a' + number) + " ";
  std::string numbered = mark;
  for (std::size_t i = 0; i < text.size(); ++i) {
    numbered += text[i];
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n') numbered += mark;
  }
  return numbered;
}

std::vector<std::string> NumberedRequests(const std::string& name, std::int64_t bytes, std::size_t number) {
  std::vector<std::string> requests;
  for (const auto& document : ClassOf(name, bytes).documents)
    requests.push_back(PageRequest(Numbered(document.raw, number)));
  return requests;
}

void AskAll(app::Handler& handler, const std::vector<std::string>& requests) {
  for (const std::string& request : requests) benchmark::DoNotOptimize(handler.Answer(request));
}

// A host that has been running for a while is asked about texts that it has never seen.
void BM_Request(benchmark::State& state, const std::string& name) {
  constexpr std::size_t kRounds = 10;
  std::vector<std::vector<std::string>> rounds;
  for (std::size_t i = 0; i <= kRounds; ++i) rounds.push_back(NumberedRequests(name, state.range(0), i));
  std::unique_ptr<app::Handler> handler;
  std::size_t round = kRounds;
  std::size_t next = rounds[0].size();
  for (auto _ : state) {
    if (next == rounds[0].size()) {
      next = 0;
      if (++round > kRounds) {
        state.PauseTiming();
        handler = MakeHandler();
        AskAll(*handler, rounds[0]);
        round = 1;
        state.ResumeTiming();
      }
    }
    benchmark::DoNotOptimize(handler->Answer(rounds[round][next++]));
  }
}

// A host that has just been started.
void BM_First(benchmark::State& state, const std::string& name) {
  const auto requests = Requests(name, state.range(0));
  auto handler = MakeHandler();
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(handler->Answer(requests[next]));
    if (++next < requests.size()) continue;
    state.PauseTiming();
    next = 0;
    handler = MakeHandler();
    state.ResumeTiming();
  }
}

// The same texts again.
void BM_Again(benchmark::State& state, const std::string& name) {
  const auto requests = Requests(name, state.range(0));
  auto handler = MakeHandler();
  std::size_t next = 0;
  for (const auto& request : requests) handler->Answer(request);
  for (auto _ : state) {
    benchmark::DoNotOptimize(handler->Answer(requests[next]));
    next = (next + 1) % requests.size();
  }
}

void BM_Json(benchmark::State& state, const std::string& name) {
  const auto requests = Requests(name, state.range(0));
  message::PlainReader reader;
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader.Read(requests[next]));
    next = (next + 1) % requests.size();
  }
}

void BM_Normalize(benchmark::State& state, const std::string& name) {
  ForEachText(state, name, [](const bench::Document& document) {
    benchmark::DoNotOptimize(text::Normalize(document.raw));
  });
}

void BM_Match(benchmark::State& state, const std::string& name) {
  auto scanner = Must(match::Scanner::Make(Ruleset()->phrases()));
  std::vector<text::NormalText> texts;
  for (const auto& document : ClassOf(name, state.range(0)).documents)
    texts.push_back(text::Normalize(document.raw));
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(scanner.Scan(texts[next]));
    next = (next + 1) % texts.size();
  }
}

void BM_Compile(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compile::CompileInMemory(Pack(), "bench"));
  state.counters["image_MB"] =
      static_cast<double>(Must(compile::CompilePack(Pack(), "bench", "")).size) / 1e6;
}

void Register(const char* part, void (*run)(benchmark::State&, const std::string&)) {
  for (const char* name : {"english", "chinese", "mixed", "scam"}) {
    benchmark::RegisterBenchmark((std::string(part) + "/" + name).c_str(),
                                 [run, name](benchmark::State& state) { run(state, name); })
        ->Arg(80)
        ->Arg(4096)
        ->Arg(102400)
        ->Unit(benchmark::kMicrosecond);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Register("request", &BM_Request);
  Register("first", &BM_First);
  Register("again", &BM_Again);
  Register("json", &BM_Json);
  Register("normalize", &BM_Normalize);
  Register("match", &BM_Match);
  benchmark::RegisterBenchmark("compile", &BM_Compile)->Unit(benchmark::kMillisecond)->Iterations(1);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}

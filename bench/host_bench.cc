// SPDX-License-Identifier: Apache-2.0
// Request in, verdict out, inside the host: JSON, normalisation, matching, assessment and the reply, for
// texts of three sizes, ordinary and dense with what the patterns look for. The parts are timed apart too.
#include <benchmark/benchmark.h>

#include <iostream>
#include <string>

#include "app/handler.h"
#include "app/load_pack.h"
#include "base/json.h"
#include "match/scanner.h"
#include "text/normal_text.h"

namespace {

using namespace watchword;

constexpr const char* kOrdinary =
    "I got home late last night because the train stopped for twenty minutes outside the station, and nobody "
    "told us why. "
    "Anyway, the soup was still warm and the kids had left me half of the bread. Shall we move dinner to "
    "Thursday? Mum said "
    "she can't come before seven, and I still have to pick up the bike from the shop. It was £40, which is "
    "fine, I think. ";
constexpr const char* kDense =
    "My uncle is an analyst and gave me inside information, guaranteed 3% daily profit without risk. Add me "
    "on WhatsApp, I will "
    "teach you step by step. Buy USDT on Coinbase and transfer it to the platform. You must pay the income "
    "tax before you can "
    "withdraw, the tax cannot be deducted from your balance. Contact customer service for the deposit "
    "address. ";
constexpr const char* kChinese =
    "昨天晚上回家很晚，因为火车在站外停了二十分钟，没有人告诉我们为什么。不过汤还是热的，孩子们给我留了一半面"
    "包。我们把晚饭改到星期四好吗？妈妈说她七点以前来不了。";

std::string Fill(const char* sentence, std::size_t bytes) {
  std::string text;
  while (text.size() <= bytes) text += sentence;
  // Cut between characters.
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

std::string PageRequest(const std::string& text) {
  return base::ToText({{"id", 1}, {"kind", "page"}, {"text", text}});
}

const std::shared_ptr<const assess::Ruleset>& Ruleset() {
  static const auto ruleset = [] {
    const base::PosixFileSystem files;
    auto pack = app::LoadPack("", files);
    if (!pack) {
      std::cerr << pack.error().message << '\n';
      std::exit(1);
    }
    return pack->ruleset;
  }();
  return ruleset;
}

void BM_Request(benchmark::State& state, const char* sentence) {
  app::Handler handler(*assess::Assessor::Make(Ruleset()), "");
  const std::string request = PageRequest(Fill(sentence, static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(handler.Answer(request));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}

void BM_Json(benchmark::State& state) {
  const std::string request = PageRequest(Fill(kOrdinary, static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(message::ReadRequest(request));
}

void BM_Normalize(benchmark::State& state, const char* sentence) {
  const std::string text = Fill(sentence, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(text::Normalize(text));
}

void BM_Match(benchmark::State& state, const char* sentence) {
  auto scanner = *match::Scanner::Make(Ruleset()->phrases());
  const auto text = text::Normalize(Fill(sentence, static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(scanner.Scan(text));
}

void BM_LoadPack(benchmark::State& state) {
  const base::PosixFileSystem files;
  for (auto _ : state) benchmark::DoNotOptimize(app::LoadPack("", files));
}

void Sizes(benchmark::internal::Benchmark* one) {
  one->Arg(80)->Arg(4096)->Arg(102400);
}

BENCHMARK_CAPTURE(BM_Request, ordinary, kOrdinary)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Request, dense, kDense)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Request, chinese, kChinese)->Apply(Sizes);
BENCHMARK(BM_Json)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Normalize, ordinary, kOrdinary)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Normalize, chinese, kChinese)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Match, ordinary, kOrdinary)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_Match, dense, kDense)->Apply(Sizes);
BENCHMARK(BM_LoadPack)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

// SPDX-License-Identifier: Apache-2.0
// Normalisation alone, of texts in many languages. Every round takes another
// cut of its text, so that nothing is learnt by heart. WATCHWORD_DATA names a
// folder of JSON Lines with `lang` and `text` or `messages`; without it a few
// sentences are repeated.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "text/normal_text.h"

namespace {

using namespace watchword;

constexpr std::size_t kMost = 400 * 1024;  // bytes for each language

using Texts = std::map<std::string, std::string>;

Texts BuiltIn() {
  return {
      {"en", "I got home late last night because the train stopped for 20 minutes. It's £40, I think. "},
      {"zh", "昨天晚上回家很晚，因为火车在站外停了二十分钟，没有人告诉我们为什么。妈妈说她7点以前来不了。"},
      {"ru",
       "Вчера вечером я поздно вернулся домой: поезд простоял двадцать минут, и никто не сказал почему. "},
      {"mixed",
       "加我WhatsApp，we start today! Прибыль 3% в день 💰 https://x.example/a café, e.g. 500USDT. "}};
}

// "zh-CN" and "zh-TW" are read together.
void Add(const base::Json& row, Texts& texts) {
  std::string& text = texts[row.value("lang", "").substr(0, 2)];
  if (text.size() > kMost) return;
  if (row.contains("messages")) {
    for (const base::Json& message : row["messages"]) text += message.value("text", "") + "\n";
  } else {
    text += row.value("text", "") + "\n";
  }
}

// All languages, some hundred bytes of each in turn.
std::string Mix(const Texts& texts) {
  constexpr std::size_t kPiece = 300;
  std::string mixed;
  for (std::size_t at = 0; mixed.size() < kMost; at += kPiece) {
    for (const auto& [language, text] : texts) mixed += text.substr(at % text.size(), kPiece) + "\n";
  }
  return mixed;
}

Texts Read(const char* folder) {
  Texts texts;
  std::set<std::filesystem::path, std::greater<>> files;
  for (const auto& file : std::filesystem::directory_iterator(folder)) files.insert(file.path());
  for (const auto& path : files) {
    if (path.extension() != ".jsonl") continue;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      if (const auto row = base::ParseJson(line)) Add(*row, texts);
    }
  }
  std::erase_if(texts, [](const auto& text) { return text.second.size() < 10 * 1024; });
  if (!texts.empty()) texts["mixed"] = Mix(texts);
  return texts;
}

// Cuts of about `bytes`, between characters.
std::vector<std::string> Cuts(const std::string& text, std::size_t bytes) {
  constexpr std::size_t kCuts = 40;
  std::vector<std::string> cuts;
  const auto inside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  for (std::size_t i = 0; i < kCuts; ++i) {
    std::size_t at = (text.size() > bytes ? text.size() - bytes : 0) * i / kCuts;
    while (inside(at)) ++at;
    std::size_t end = std::min(at + bytes, text.size());
    while (end < text.size() && inside(end)) --end;
    cuts.push_back(text.substr(at, end - at));
  }
  return cuts;
}

void Normalize(benchmark::State& state, const std::string& text) {
  const std::vector<std::string> cuts = Cuts(text, static_cast<std::size_t>(state.range(0)));
  std::size_t next = 0;
  std::size_t readings = 0;
  std::size_t rounds = 0;
  for (auto _ : state) {
    const text::NormalText normal = text::Normalize(cuts[next++ % cuts.size()]);
    readings += normal.readings().size();
    ++rounds;
    benchmark::DoNotOptimize(normal.plain().bytes().data());
  }
  state.counters["readings"] = static_cast<double>(readings) / static_cast<double>(rounds);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  const char* folder = std::getenv("WATCHWORD_DATA");
  Texts texts = folder != nullptr && *folder != 0 ? Read(folder) : Texts{};
  if (texts.empty()) texts = BuiltIn();
  for (auto& [language, text] : texts) {
    while (text.size() < 101 * 1024) text += std::string(text);
    const auto run = [&one = text](benchmark::State& state) { Normalize(state, one); };
    benchmark::RegisterBenchmark(("Normalize/" + language).c_str(), run)->Arg(80)->Arg(4096)->Arg(102400);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "texts.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "base/json.h"
#include "hash.h"

namespace watchword::bench {
namespace {

using base::Json;
using Pool = std::vector<std::string>;
using Pools = std::map<std::string, Pool>;

constexpr std::size_t kSizes[] = {80, 4096, 102400};
constexpr std::size_t kLeastMessage = 40;
const std::set<std::string> kScams = {"investment", "pig-butchering", "romance", "task", "job-lure"};

const char* const kStandIns[][2] = {
    {"english",
     "I got home late last night because the train stopped outside the station, and nobody told us why. "
     "Shall we move dinner to Thursday? Mum said she can't come before seven."},
    {"chinese",
     "昨天晚上回家很晚，因为火车在站外停了二十分钟，没有人告诉我们为什么。我们把晚饭改到星期四好吗？妈妈说她"
     "七点以前来不了。"},
    {"foreign",
     "Gestern kam ich spät nach Hause, weil der Zug vor dem Bahnhof stand und niemand uns sagte, warum es so "
     "war."},
    {"scam",
     "My uncle is an analyst, guaranteed 3% daily profit without risk. You must pay the income tax before "
     "you can "
     "withdraw, add me on WhatsApp."},
};

Pools StandIns() {
  Pools pools;
  for (const auto& [name, sentence] : kStandIns) pools[name].assign(50, sentence);
  return pools;
}

// Lines of a file, compressed or not; nothing when it is not there.
std::vector<std::string> ReadLines(const std::string& path) {
  std::vector<std::string> lines;
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) return lines;
  std::string all;
  char buffer[65536];
  for (int got = 0; (got = gzread(file.get(), buffer, sizeof buffer)) > 0;) {
    all.append(buffer, static_cast<std::size_t>(got));
  }
  for (std::size_t at = 0, end = 0; at < all.size(); at = end + 1) {
    end = std::min(all.find('\n', at), all.size());
    if (end > at) lines.push_back(all.substr(at, end - at));
  }
  return lines;
}

// Which pool an item belongs to; "" for none.
std::string PoolOf(const Json& item) {
  const std::string language = item.value("lang", "");
  if (kScams.contains(item.value("kind", ""))) return "scam";
  if (item.value("label", "") != "benign" || HashOf(item.value("id", "")) % 5 != 0) return "";
  if (language == "en") return "english";
  return language.starts_with("zh") ? "chinese" : "foreign";
}

void AddItem(const Json& item, Pools& pools) {
  const std::string name = PoolOf(item);
  if (name.empty()) return;
  Pool& pool = pools[name];
  if (item.contains("text")) pool.push_back(item.value("text", ""));
  if (!item.contains("messages")) return;
  for (const Json& message : item["messages"]) pool.push_back(message.value("text", ""));
}

Pools ReadPools(const std::string& folder) {
  Pools pools;
  for (const char* file : {"chats.jsonl.gz", "messages.jsonl", "pages.jsonl.gz"}) {
    for (const std::string& line : ReadLines(folder + "/" + file)) {
      if (const auto item = base::ParseJson(line, {.max_bytes = std::size_t{1} << 24})) AddItem(*item, pools);
    }
  }
  return pools;
}

void Shuffle(Pool& pool) {
  std::sort(pool.begin(), pool.end(),
            [](const std::string& one, const std::string& other) { return HashOf(one) < HashOf(other); });
}

std::string CutAt(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

// Messages from `start` on, each a paragraph of its own.
std::string Fill(const Pool& pool, std::size_t start, std::size_t bytes) {
  while (pool[start % pool.size()].size() < std::min(kLeastMessage, pool[0].size())) ++start;
  std::string text;
  for (std::size_t i = start; text.size() <= bytes; ++i) text += pool[i % pool.size()] + "\n\n";
  return CutAt(std::move(text), bytes);
}

TextClass MakeClass(const std::string& name, const Pool& pool, std::size_t bytes) {
  TextClass made{.name = name, .bytes = bytes};
  const std::size_t count = bytes > 50000 ? 8 : 40;
  for (std::size_t i = 0; i < count; ++i) {
    std::string raw = Fill(pool, i * pool.size() / count, bytes);
    std::string normal = text::Normalize(raw).plain().bytes();
    made.documents.push_back({std::move(raw), std::move(normal)});
  }
  return made;
}

// One message of another language after every two English ones.
Pool Mix(const Pool& english, const Pool& foreign) {
  Pool mixed;
  for (std::size_t i = 0; i < english.size(); ++i) {
    mixed.push_back(CutAt(english[i], 400));
    if (i % 2 == 1) mixed.push_back(CutAt(foreign[i / 2 % foreign.size()], 400));
  }
  return mixed;
}

}  // namespace

Texts LoadTexts(const std::string& fallback) {
  const char* chosen = std::getenv("WATCHWORD_DATA");
  const std::string folder = chosen != nullptr ? chosen : fallback;
  Pools pools = ReadPools(folder);
  const bool real = pools.size() == 4;
  if (!real) {
    std::cerr << "NO CORPORA in " << folder
              << ": built-in sentences stand in for real text; set WATCHWORD_DATA\n";
    pools = StandIns();
  }
  for (auto& [name, pool] : pools) Shuffle(pool);
  pools["mixed"] = Mix(pools["english"], pools["foreign"]);
  Texts texts{.real = real};
  for (const std::size_t bytes : kSizes) {
    for (const char* name : {"english", "chinese", "mixed", "scam"}) {
      texts.classes.push_back(MakeClass(name, pools[name], bytes));
    }
  }
  return texts;
}

}  // namespace watchword::bench

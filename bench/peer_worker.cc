// SPDX-License-Identifier: Apache-2.0
// One peer in a process of its own, so that its memory is its own and a refusal is only its own.
// bench/compare.mjs starts one for every peer and lets them take turns. usage: peer_worker PEER|dump COUNT
// PATTERNS DATA [FOLDER] Answers a line for each line "CLASS START MILLISECONDS cold|warm": [document,
// nanoseconds of CPU] pairs.
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json.h"
#include "peers/peer.h"
#include "regex.h"

namespace {

using namespace watchword;
using namespace watchword::bench;
using base::Json;

constexpr rlim_t kMostMemory = rlim_t{8} << 30;
// Short documents are timed together: the clock itself takes a part of a microsecond.
constexpr std::size_t kTogether = 20;
constexpr std::size_t kShort = 1000;

double CpuNanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

std::size_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t size = 0;
  std::size_t resident = 0;
  file >> size >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t PeakBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

struct Turn {
  std::size_t text_class = 0;
  std::size_t start = 0;
  double milliseconds = 0;
  bool cold = false;
};

// Documents one after the other from `start` on until the time is used up, at least one group.
Json Measure(Peer& peer, const TextClass& texts, const Turn& turn) {
  const std::size_t count = texts.documents.size();
  const std::size_t together = texts.bytes < kShort ? kTogether : 1;
  Json times = Json::array();
  Json found = Json::array();
  const double deadline = CpuNanoseconds() + turn.milliseconds * 1e6;
  for (std::size_t done = 0; done < count && (done == 0 || CpuNanoseconds() < deadline); done += together) {
    const std::size_t first = (turn.start + done) % count;
    const auto run = [&] {
      std::optional<std::size_t> sum = 0;
      for (std::size_t i = 0; i < together && sum; ++i) {
        const auto one = peer.Count(texts.documents[(first + i) % count]);
        sum = one ? std::optional(*sum + *one) : std::nullopt;
      }
      return sum;
    };
    if (!turn.cold && !run()) return {{"refused", "gave up on a text"}};
    const double begin = CpuNanoseconds();
    const auto sum = run();
    const double took = CpuNanoseconds() - begin;
    if (!sum) return {{"refused", "gave up on a text"}};
    times.push_back({first, took / static_cast<double>(together)});
    found.push_back({first, *sum});
  }
  return {{"nanoseconds", times}, {"found", found}, {"resident", ResidentBytes()}};
}

void Say(const Json& line) {
  std::cout << base::ToText(line) << std::endl;
}

// A cold turn runs in a copy of this process that ends with it: the peer as it was built, text never seen.
void TakeTurn(Peer& peer, const TextClass& texts, const Turn& turn) {
  if (!turn.cold) return Say(Measure(peer, texts, turn));
  const pid_t child = fork();
  if (child == 0) {
    Say(Measure(peer, texts, turn));
    _exit(0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) Say({{"refused", "ended in a cold turn"}});
}

Json ClassesOf(const Texts& texts) {
  Json classes = Json::array();
  for (const TextClass& one : texts.classes) {
    classes.push_back({{"name", one.name}, {"bytes", one.bytes}, {"documents", one.documents.size()}});
  }
  return classes;
}

bool Build(Peer& peer, const BenchPhrases& phrases, const Texts& texts) {
  malloc_trim(0);
  const std::size_t before = ResidentBytes();
  const double begin = CpuNanoseconds();
  const Status built = peer.Build(phrases);
  const double took = CpuNanoseconds() - begin;
  if (!built) {
    Say({{"refused", built.error().message}, {"build_ms", took / 1e6}});
    return false;
  }
  malloc_trim(0);
  Say({{"build_ms", took / 1e6},
       {"resident", ResidentBytes() - before},
       {"before", before},
       {"peak", PeakBytes()},
       {"database", peer.DatabaseBytes()},
       {"note", peer.Note()},
       {"phrases", phrases.phrases.size()},
       {"real_phrases", phrases.real},
       {"real_texts", texts.real},
       {"classes", ClassesOf(texts)}});
  return true;
}

int Serve(Peer& peer, const Texts& texts) {
  std::string line;
  while (std::getline(std::cin, line)) {
    Turn turn;
    std::string state;
    std::istringstream(line) >> turn.text_class >> turn.start >> turn.milliseconds >> state;
    turn.cold = state == "cold";
    if (turn.text_class >= texts.classes.size()) return 2;
    TakeTurn(peer, texts.classes[turn.text_class], turn);
  }
  return 0;
}

// For peers in other languages: what they are to look for, and where.
int Dump(const BenchPhrases& phrases, const Texts& texts, const std::string& folder) {
  std::ofstream phrase_file(folder + "/phrases.jsonl");
  for (const BenchPhrase& one : phrases.phrases) {
    phrase_file << base::ToText({{"source", one.source},
                                 {"regex", ToRegex(one.phrase, Dialect::kJavaScript)},
                                 {"anchors", AnchorsOf(one.phrase)}})
                << '\n';
  }
  std::ofstream text_file(folder + "/texts.jsonl");
  for (const TextClass& one : texts.classes) {
    Json documents = Json::array();
    for (const Document& document : one.documents) documents.push_back(document.raw);
    text_file << base::ToText({{"name", one.name}, {"bytes", one.bytes}, {"documents", documents}}) << '\n';
  }
  return phrase_file.good() && text_file.good() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) {
    std::cerr << "usage: peer_worker PEER|dump COUNT PATTERNS DATA [FOLDER]\n";
    return 2;
  }
  const rlimit memory{kMostMemory, kMostMemory};
  setrlimit(RLIMIT_AS, &memory);
  const std::string name = arguments[1];
  const auto phrases = LoadPhrases(arguments[3], std::stoul(arguments[2]));
  if (!phrases) {
    std::cerr << phrases.error().message << '\n';
    return 1;
  }
  const Texts texts = LoadTexts(arguments[4]);
  if (name == "dump" && count > 5) return Dump(*phrases, texts, arguments[5]);
  const auto peer = MakePeer(name);
  if (!peer) return 2;
  return Build(*peer, *phrases, texts) ? Serve(*peer, texts) : 0;
}

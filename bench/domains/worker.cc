// SPDX-License-Identifier: Apache-2.0
// Looks names up in one structure and says what that cost.
// usage: domain_worker (ours | ours-parsed | table | unordered-set) NAMES QUERIES
// Files hold one name a line. Output: {"found":…,"ns":…,"bytes":…,"rounds":[…]}, where ns is the median
// round's CPU time for one query and bytes what one name takes.
#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "domain/domain_list.h"

namespace {

using namespace watchword;
using Lines = std::vector<std::string>;

constexpr std::uint64_t kSeed = 42;
constexpr int kRounds = 7;

Lines ReadLines(const char* path) {
  Lines lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

double CpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using NameSet = std::unordered_set<std::string, Hash, std::equal_to<>>;

// The name and its parents, as every one of these structures is asked.
bool HasNameOrParent(const NameSet& names, std::string_view name) {
  for (;;) {
    if (names.contains(name)) return true;
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return false;
    name.remove_prefix(dot + 1);
  }
}

template <typename Ask>
void Report(const Lines& queries, double bytes, Ask ask) {
  std::vector<double> rounds;
  std::size_t found = 0;
  for (int round = 0; round < kRounds; ++round) {
    found = 0;
    const double begin = CpuNanoseconds();
    for (std::size_t i = 0; i < queries.size(); ++i) found += static_cast<std::size_t>(ask(i));
    rounds.push_back((CpuNanoseconds() - begin) / static_cast<double>(queries.size()));
  }
  std::sort(rounds.begin(), rounds.end());
  std::cout << "{\"found\":" << found << ",\"ns\":" << rounds[kRounds / 2] << ",\"bytes\":" << bytes << "}\n";
}

std::vector<std::byte> BuildTable(const Lines& names) {
  domain::DomainListBuilder builder(kSeed);
  for (const std::string& name : names) builder.Add(name, 0);
  return *std::move(builder).Finish();
}

// 32-aligned, as an image keeps it.
struct Aligned {
  explicit Aligned(const std::vector<std::byte>& from) : bytes(from.size() + 32) {
    void* at = bytes.data();
    std::size_t room = bytes.size();
    data = static_cast<std::byte*>(std::align(32, from.size(), at, room));
    std::copy(from.begin(), from.end(), data);
  }
  std::vector<std::byte> bytes;
  std::byte* data = nullptr;
};

void RunOurs(const std::string& engine, const Lines& names, const Lines& queries) {
  const auto table = BuildTable(names);
  const Aligned aligned(table);
  const auto read = *domain::NameTable::Read({aligned.data, table.size()}, kSeed);
  const domain::DomainList list(read);
  const double bytes = static_cast<double>(table.size()) / static_cast<double>(names.size());
  std::vector<domain::HostName> hosts;
  for (const std::string& query : queries) hosts.push_back(*domain::HostName::Parse(query));
  if (engine == "table") {
    Report(queries, bytes, [&](std::size_t i) { return read.Find(queries[i]).has_value(); });
  } else if (engine == "ours") {
    Report(queries, bytes, [&](std::size_t i) { return list.Find(hosts[i]).has_value(); });
  } else {
    Report(queries, bytes, [&](std::size_t i) {
      const auto host = domain::HostName::Parse(queries[i]);
      return host && list.Find(*host).has_value();
    });
  }
}

void RunSet(const Lines& names, const Lines& queries) {
  const auto before = mallinfo2();
  const NameSet set(names.begin(), names.end());
  const auto after = mallinfo2();
  const auto taken = after.uordblks + after.hblkhd - before.uordblks - before.hblkhd;
  const double bytes = static_cast<double>(taken) / static_cast<double>(names.size());
  Report(queries, bytes, [&](std::size_t i) { return HasNameOrParent(set, queries[i]); });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: domain_worker (ours | ours-parsed | table | unordered-set) NAMES QUERIES\n";
    return 2;
  }
  const std::string engine = arguments[1];
  const Lines names = ReadLines(arguments[2]);
  const Lines queries = ReadLines(arguments[3]);
  if (engine == "unordered-set") {
    RunSet(names, queries);
  } else {
    RunOurs(engine, names, queries);
  }
}

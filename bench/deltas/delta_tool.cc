// SPDX-License-Identifier: Apache-2.0
// usage: delta_tool body PACK            the body of a pack, to stdout
//        delta_tool measure OLD NEW      of two bodies, one line of JSON: sizes in bytes, times in ms
//        delta_tool full BODY            bytes of the pack as it is published
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "delta/delta.h"
#include "pack/envelope.h"

namespace {

using namespace watchword;
using Clock = std::chrono::steady_clock;

std::string Slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double Since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

int PrintBody(const std::string& path) {
  const auto verified = pack::Verify(Slurp(path));
  if (verified) std::cout << verified->body();
  return verified ? 0 : 1;
}

int Measure(const std::string& old_path, const std::string& new_path) {
  const std::string from = Slurp(old_path);
  const std::string to = Slurp(new_path);
  const Clock::time_point creating = Clock::now();
  const auto made = delta::Create(from, to);
  const double create_ms = Since(creating);
  if (!made) return 1;
  const Clock::time_point applying = Clock::now();
  const auto result = delta::Apply(*made, from, to.size());
  const double apply_ms = Since(applying);
  if (!result || *result != to) return 1;
  const Clock::time_point sealing = Clock::now();
  const auto local = pack::Seal(*result, 1, pack::Effort::kLocal);
  const double seal_ms = Since(sealing);
  std::cout << "{\"body\":" << to.size() << ",\"delta\":" << made->size()
            << ",\"local\":" << (local ? local->size() : 0) << ",\"create_ms\":" << create_ms
            << ",\"apply_ms\":" << apply_ms << ",\"seal_ms\":" << seal_ms << "}\n";
  return 0;
}

int PrintFull(const std::string& path) {
  const auto full = pack::Seal(Slurp(path));
  if (full) std::cout << full->size() << '\n';
  return full ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 2 && words[0] == "body") return PrintBody(words[1]);
  if (words.size() == 2 && words[0] == "full") return PrintFull(words[1]);
  if (words.size() == 3 && words[0] == "measure") return Measure(words[1], words[2]);
  return 2;
}

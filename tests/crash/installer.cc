// SPDX-License-Identifier: Apache-2.0
// usage: crash_installer install FOLDER WORD SEQUENCE    two packs that both say WORD
//        crash_installer rollback FOLDER
//        crash_installer live FOLDER                     prints what they say: WORD, none, mixed
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "pack/envelope.h"
#include "store/store.h"

namespace watchword::store {
namespace {

constexpr std::size_t kNoise = 100'000;  // so that a pack has pages to lose

int Complain(const Error& error) {
  std::cerr << error.message << '\n';
  return 1;
}

// What does not get smaller when it is packed.
std::string BodyOf(const std::string& word) {
  std::string body = word + "\n";
  std::mt19937 random(static_cast<unsigned>(word.size()));
  for (std::size_t i = 0; i < kNoise; ++i) body.push_back(static_cast<char>(random()));
  return body;
}

Result<std::vector<NewPack>> PacksThatSay(const std::string& word, std::uint64_t sequence) {
  const auto file = pack::Seal(BodyOf(word), 0, pack::Effort::kLocal);
  if (!file) return file.error();
  return std::vector<NewPack>{{"base", *file, sequence, word}, {"domains", *file, sequence, word}};
}

int Install(const std::string& folder, const std::string& word, std::uint64_t sequence) {
  const auto packs = PacksThatSay(word, sequence);
  if (!packs) return Complain(packs.error());
  auto store = Store::Open(folder);
  if (!store) return Complain(store.error());
  const auto lock = store->TakeLock();
  if (!lock) return Complain(lock.error());
  if (!*lock) return Complain({ErrorCode::kIo, kBusy});
  if (const Status swept = store->Sweep(**lock); !swept) return Complain(swept.error());
  const auto installed = store->Install(**lock, *packs, 1);
  return installed ? 0 : Complain(installed.error());
}

int Rollback(const std::string& folder) {
  auto store = Store::Open(folder);
  if (!store) return Complain(store.error());
  const auto lock = store->TakeLock();
  if (!lock || !*lock) return Complain({ErrorCode::kIo, kBusy});
  const Status back = store->Rollback(**lock);
  return back ? 0 : Complain(back.error());
}

Result<std::string> WordOf(const LivePack& live) {
  std::ifstream stream(live.path, std::ios::binary);
  const std::string file(std::istreambuf_iterator<char>(stream), {});
  const auto verified = pack::Verify(file);
  if (!verified) return verified.error();
  std::string word = verified->body().substr(0, verified->body().find('\n'));
  return verified->body() == BodyOf(word) ? word : "mixed";
}

int PrintLive(const std::string& folder) {
  const auto store = Store::OpenExisting(folder);
  const auto live = store ? store->Live() : Result<LivePacks>(store.error());
  if (!live && live.error().code == ErrorCode::kNotFound) {
    std::cout << "none\n";
    return 0;
  }
  if (!live) return Complain(live.error());
  std::string all;
  for (const LivePack& pack : live->packs) {
    const auto word = WordOf(pack);
    if (!word) return Complain(word.error());
    if (!all.empty() && all != *word) all = "mixed";
    if (all.empty()) all = *word;
  }
  std::cout << (live->packs.size() == 2 ? all : "mixed") << '\n';
  return 0;
}

int Run(const std::vector<std::string>& words) {
  if (words.size() == 4 && words[0] == "install") return Install(words[1], words[2], std::stoull(words[3]));
  if (words.size() == 2 && words[0] == "rollback") return Rollback(words[1]);
  if (words.size() == 2 && words[0] == "live") return PrintLive(words[1]);
  return 2;
}

}  // namespace
}  // namespace watchword::store

int main(int argc, char** argv) {
  return watchword::store::Run({argv + 1, argv + argc});
}

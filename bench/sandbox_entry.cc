// SPDX-License-Identifier: Apache-2.0
// What entering each profile costs: wall time in a forked child, many times over. usage: sandbox_entry
// [FOLDER]
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "sandbox/profile.h"

namespace {

using namespace watchword;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 300;

// In microseconds; shared with the children.
void Measure(const char* name, double* spent, const std::function<Result<sandbox::Protection>()>& enter) {
  std::vector<double> all;
  for (int i = 0; i < kRounds; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const Clock::time_point begin = Clock::now();
      const bool entered = static_cast<bool>(enter());
      *spent = std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
      ::_exit(entered ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status == 0) all.push_back(*spent);
  }
  std::sort(all.begin(), all.end());
  if (all.empty()) return;
  std::cout << name << ": median " << all[all.size() / 2] << " µs, least " << all.front() << " µs\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "/tmp";
  void* shared = ::mmap(nullptr, sizeof(double), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 1;
  auto* spent = static_cast<double*>(shared);
  Measure("host", spent, [&] { return sandbox::EnterHost({folder, "/usr/share", "/var"}, STDERR_FILENO); });
  Measure("installer", spent, [&] { return sandbox::EnterInstaller({{folder, sandbox::Access::kWrite}}); });
  Measure("fetcher", spent, [&] { return sandbox::EnterFetcher({"/etc"}); });
  Measure("worker", spent, [&] { return sandbox::EnterWorker(); });
  return 0;
}

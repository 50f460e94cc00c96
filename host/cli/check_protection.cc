// SPDX-License-Identifier: Apache-2.0
#include "cli/check_protection.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "sandbox/profile.h"
#include "update/limited_child.h"

namespace watchword::cli {
namespace {

using base::Json;

constexpr const char* kKernelAdvice =
    "nothing needs to be done; a newer kernel with Landlock switched on (lsm=landlock) closes it";

// One thing that can be given up.
struct Layer {
  const char* name;     // in JSON
  const char* given;    // in words, when it is given up
  const char* missing;  // in words, when this kernel has no means
  bool is_given = false;
};

using Layers = std::vector<Layer>;

std::string Join(const Layers& layers, bool given) {
  std::string text;
  for (const Layer& layer : layers) {
    if (layer.is_given == given)
      text += (text.empty() ? "" : ", ") + std::string(given ? layer.given : layer.missing);
  }
  return text;
}

// `is_filtered`: by seccomp, which there is only together with no_new_privs.
Diagnosis Tell(const std::string& process, const Layers& layers, bool is_filtered, int landlock) {
  const std::string missing = Join(layers, false);
  Diagnosis told{80, Health::kFine, "protection", process + ": " + Join(layers, true), ""};
  told.finding += " (" + std::string(is_filtered ? "seccomp, no_new_privs, " : "") +
                  (landlock > 0 ? "Landlock " + std::to_string(landlock) : "no Landlock") + ")";
  if (!missing.empty()) {
    told.code = 81;
    told.health = Health::kUnknown;
    told.finding += "; missing on this kernel: " + missing;
    told.advice = kKernelAdvice;
  }
  told.facts = {{"process", process}};
  for (const Layer& layer : layers) told.facts[layer.name] = layer.is_given ? "denied" : "open";
  told.facts["landlock"] = landlock;
  return told;
}

Diagnosis Unprotected(const std::string& process, const std::string& why) {
  return {
      82,
      Health::kWrong,
      "protection",
      process + " cannot give up its rights and will not run: " + why,
      "allow seccomp filters for programs of users (kernel option SECCOMP_FILTER; also inside containers)",
      {{"process", process}}};
}

Layer Network(bool given) {
  return {"network", "no network", "a block on the network", given};
}
Layer Programs(bool given) {
  return {"exec", "no other programs", "a block on other programs", given};
}
Layer Files(bool given) {
  return {"files", "only its own files", "Landlock, which keeps it to its own files", given};
}
Layer Memory(bool given) {
  return {"memory", "memory hidden from other programs", "memory hidden from other programs", given};
}
Layer Code(bool given) {
  return {"code", "no new code", "the kernel's switch against new code", given};
}

// Both ends of a pipe, closed at the end.
class Pipe {
 public:
  Pipe() { made_ = ::pipe(ends_.data()) == 0; }
  ~Pipe() {
    if (!made_) return;
    ::close(ends_[0]);
    if (ends_[1] >= 0) ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool made() const { return made_; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void CloseWriter() { ::close(std::exchange(ends_[1], -1)); }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool made_ = false;
};

constexpr int kRefused = 1;

[[noreturn]] void EnterAndTell(const std::function<Result<sandbox::Protection>()>& enter, int to) {
  const auto entered = enter();
  if (!entered) {
    const std::string& why = entered.error().message;
    static_cast<void>(!::write(to, why.data(), why.size()));
    ::_exit(kRefused);
  }
  const sandbox::Protection& protection = *entered;
  static_cast<void>(!::write(to, &protection, sizeof(protection)));
  ::_exit(0);
}

std::string ReadAll(int from) {
  std::string all;
  std::array<char, 512> block{};
  for (ssize_t got = ::read(from, block.data(), block.size()); got > 0;
       got = ::read(from, block.data(), block.size())) {
    all.append(block.data(), static_cast<std::size_t>(got));
  }
  return all;
}

Error FromSystem(const char* what) {
  return Error{ErrorCode::kIo, std::string(what) + ": " + std::strerror(errno)};
}

// What it gives up is given up in a child, or this process could not go on.
Result<sandbox::Protection> EnterInChild(const std::function<Result<sandbox::Protection>()>& enter) {
  Pipe pipe;
  if (!pipe.made()) return FromSystem("pipe");
  const pid_t child = ::fork();
  if (child < 0) return FromSystem("fork");
  if (child == 0) EnterAndTell(enter, pipe.writer());
  pipe.CloseWriter();
  const std::string told = ReadAll(pipe.reader());
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    return Error{ErrorCode::kIo, "ended by signal " + std::to_string(WTERMSIG(status))};
  if (WEXITSTATUS(status) == kRefused) return Error{ErrorCode::kIo, told};
  sandbox::Protection protection;
  if (told.size() != sizeof(protection)) return Error{ErrorCode::kIo, "it said nothing"};
  std::memcpy(&protection, told.data(), sizeof(protection));
  return protection;
}

std::string Describe(const update::Limits& limits) {
  const auto megabytes = [](std::size_t bytes) { return std::to_string(bytes / (1024 * 1024)) + " MB"; };
  std::string text = std::to_string(limits.cpu_seconds) + " s of computing";
  if (limits.address_space != 0) text += ", " + megabytes(limits.address_space) + " of memory";
  return text + ", " + megabytes(limits.file_bytes) + " written";
}

// The same way the patterns are compiled in, with nothing to do.
Diagnosis CheckWorker() {
  constexpr const char* kProcess = "compile worker";
  const update::Limits limits;
  const auto ending = update::RunLimited(limits, [](update::Notes&) { return 0; });
  if (!ending) return Unprotected(kProcess, ending.error().message);
  if (ending->status != 0) {
    const std::string signal = "ended by signal " + std::to_string(ending->signal);
    return Unprotected(kProcess, ending->failure.empty() ? signal : ending->failure);
  }
  Diagnosis told = CheckProfile(kProcess, &sandbox::EnterWorker);
  if (told.code == 82) return told;
  told.finding += "; at most " + Describe(limits);
  told.facts["limits"] = {{"cpu_seconds", limits.cpu_seconds},
                          {"memory_bytes", limits.address_space},
                          {"file_bytes", limits.file_bytes}};
  return told;
}

}  // namespace

Diagnosis CheckHostProtection(const Json& status) {
  const auto found = status.find("protection");
  const Json told = found != status.end() && found->is_object() ? *found : Json::object();
  const auto is_denied = [&told](const char* name) { return told.value(name, Json()) == "denied"; };
  const Json landlock = told.value("landlock", Json(0));
  return Tell("host",
              {Network(is_denied("network")), Programs(is_denied("exec")), Files(is_denied("files")),
               Memory(is_denied("memory")), Code(is_denied("code"))},
              is_denied("exec"), landlock.is_number_integer() ? landlock.get<int>() : 0);
}

Diagnosis CheckProfile(const std::string& process,
                       const std::function<Result<sandbox::Protection>()>& enter) {
  const auto entered = EnterInChild(enter);
  if (!entered) return Unprotected(process, entered.error().message);
  Layers layers = {Programs(entered->exec_denied), Files(entered->landlock > 0),
                   Memory(entered->hidden_memory), Code(entered->no_new_code)};
  // Whoever fetches needs it.
  if (process != kFetcher) layers.insert(layers.begin(), Network(entered->network_denied));
  Diagnosis told = Tell(process, layers, entered->seccomp, entered->landlock);
  told.facts["seccomp"] = entered->seccomp;
  told.facts["no_new_privs"] = entered->no_new_privs;
  return told;
}

Diagnoses CheckUpdaterProtection() {
  return {CheckProfile("installer", [] { return sandbox::EnterInstaller({}); }),
          CheckProfile(kFetcher, [] { return sandbox::EnterFetcher({}); }), CheckWorker()};
}

}  // namespace watchword::cli

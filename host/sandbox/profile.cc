// SPDX-License-Identifier: Apache-2.0
#include "sandbox/profile.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sandbox/calls.h"
#include "sandbox/filter.h"

namespace watchword::sandbox {
namespace {

// A sanitizer's run-time makes calls of its own. In its builds calls that nobody named are allowed; the
// forbidden ones end the process all the same.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr Verdict kUnnamed = Verdict::kAllow;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr Verdict kUnnamed = Verdict::kAllow;
#else
constexpr Verdict kUnnamed = Verdict::kNoSuchCall;
#endif
#else
constexpr Verdict kUnnamed = Verdict::kNoSuchCall;
#endif

// Of Linux 6.3, which headers may not know.
constexpr int kSetMdwe = 65;
constexpr unsigned long kRefuseExecGain = 1;

constexpr rlim_t kHostFiles = 64;  // open at a time

// Opening in any way that could change something.
constexpr Filter::Test ReadsOnly(int argument) {
  return {argument, O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND, 0};
}
constexpr Filter::Test kIsThread = {0, CLONE_VM | CLONE_THREAD, CLONE_VM | CLONE_THREAD};
constexpr Filter::Test kNotExecutable = {2, PROT_EXEC, 0};
// A pointer that is null in its lower half: of a limit that is only asked for. Our memory has no other such
// address.
constexpr Filter::Test kOnlyAsks = {2, 0xFFFFFFFF, 0};

Filter& AddOpening(Filter& filter, Verdict reading, Verdict writing) {
#ifdef SYS_open
  filter.When(SYS_open, ReadsOnly(1), reading, writing);
#endif
  return filter.When(SYS_openat, ReadsOnly(2), reading, writing);
}

Filter& AddMemory(Filter& filter) {
  return filter.When(SYS_mmap, kNotExecutable, Verdict::kAllow, Verdict::kKill)
      .When(SYS_mprotect, kNotExecutable, Verdict::kAllow, Verdict::kKill);
}

// A process may end itself, as abort() does.
Filter& AddAbort(Filter& filter) {
  const auto self = static_cast<std::uint32_t>(::getpid());
  return filter.When(SYS_tgkill, {0, 0xFFFFFFFF, self}, Verdict::kAllow, Verdict::kKill);
}

void LimitTo(__rlimit_resource which, rlim_t most) {
  const rlimit limit{most, most};
  // A limit that is lower already stays.
  static_cast<void>(::setrlimit(which, &limit));
}

// What every profile gives up before its own.
Result<Protection> GiveUpTheUsual() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return Error{ErrorCode::kIo, std::string("no_new_privs: ") + std::strerror(errno)};
  LimitTo(RLIMIT_CORE, 0);
  Protection protection{.no_new_privs = true};
  protection.hidden_memory = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  protection.no_new_code = ::prctl(kSetMdwe, kRefuseExecGain, 0, 0, 0) == 0;
  return protection;
}

Result<Protection> Enter(const std::vector<Place>& places, Reach reach, const Filter& filter) {
  auto protection = GiveUpTheUsual();
  if (!protection) return protection;
  const auto version = Confine(places, reach);
  if (!version) return version.error();
  protection->landlock = *version;
  if (const Status installed = filter.Install(); !installed) return installed.error();
  protection->seccomp = true;
  protection->exec_denied = true;
  protection->network_denied = reach == Reach::kAll;
  return protection;
}

std::vector<Place> ToRead(const std::vector<std::string>& paths) {
  std::vector<Place> places;
  places.reserve(paths.size());
  for (const std::string& path : paths) places.push_back({path, Access::kRead});
  return places;
}

// What was left open is not needed; it would keep its rights.
void CloseAllBut(unsigned keep) {
  constexpr unsigned kFirst = STDERR_FILENO + 1;
  if (keep > kFirst) static_cast<void>(::syscall(SYS_close_range, kFirst, keep - 1, 0));
  static_cast<void>(::syscall(SYS_close_range, keep < kFirst ? kFirst : keep + 1, ~0U, 0));
}

}  // namespace

Result<Protection> EnterHost(const std::vector<std::string>& read_below, int keep) {
  CloseAllBut(static_cast<unsigned>(keep));
  LimitTo(RLIMIT_NOFILE, kHostFiles);
  Filter filter(kUnnamed);
  filter.ForAll(EverydayCalls(), Verdict::kAllow).ForAll(LookingCalls(), Verdict::kAllow);
  AddOpening(filter, Verdict::kAllow, Verdict::kKill);
  AddAbort(AddMemory(filter))
      .When(SYS_clone, kIsThread, Verdict::kAllow, Verdict::kKill)
      .When(SYS_prlimit64, kOnlyAsks, Verdict::kAllow, Verdict::kKill)
      .ForAll(NetworkCalls(), Verdict::kKill)
      .ForAll(ForbiddenCalls(), Verdict::kKill);
  return Enter(ToRead(read_below), Reach::kAll, filter);
}

Result<Protection> EnterInstaller(const std::vector<Place>& places) {
  Filter filter(kUnnamed);
  filter.ForAll(EverydayCalls(), Verdict::kAllow)
      .ForAll(LookingCalls(), Verdict::kAllow)
      .ForAll(WritingCalls(), Verdict::kAllow)
      .ForAll(ProcessCalls(), Verdict::kAllow);
  AddMemory(filter).ForAll(NetworkCalls(), Verdict::kKill).ForAll(ForbiddenCalls(), Verdict::kKill);
  return Enter(places, Reach::kAll, filter);
}

Result<Protection> EnterFetcher(const std::vector<std::string>& read_below) {
  // Resolvers and TLS libraries differ from system to system: what is not forbidden is allowed.
  Filter filter(Verdict::kAllow);
  AddOpening(filter, Verdict::kAllow, Verdict::kNoAccess);
  AddAbort(filter)
      .When(SYS_clone, kIsThread, Verdict::kAllow, Verdict::kKill)
      .ForAll(ForbiddenCalls(), Verdict::kKill);
  // What a filter cannot look into.
  filter.For(SYS_clone3, Verdict::kNoSuchCall).For(SYS_openat2, Verdict::kNoSuchCall);
  return Enter(ToRead(read_below), Reach::kFilesOnly, filter);
}

Result<Protection> EnterWorker() {
  LimitTo(RLIMIT_NPROC, 0);
  Filter filter(kUnnamed);
  filter.ForAll(EverydayCalls(), Verdict::kAllow).ForAll(LookingCalls(), Verdict::kAllow);
  AddOpening(filter, Verdict::kNoAccess, Verdict::kKill);
  AddAbort(AddMemory(filter))
      .When(SYS_prlimit64, kOnlyAsks, Verdict::kAllow, Verdict::kKill)
      .ForAll(NetworkCalls(), Verdict::kKill)
      .ForAll(ForbiddenCalls(), Verdict::kKill);
  return Enter({}, Reach::kAll, filter);
}

}  // namespace watchword::sandbox

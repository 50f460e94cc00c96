// SPDX-License-Identifier: Apache-2.0
#include "sandbox/filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

namespace watchword::sandbox {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

// x32 has the architecture of x86-64, and numbers from here on.
constexpr std::uint32_t kOtherConvention = 0x40000000;

constexpr std::uint32_t ActionOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAllow:
      return SECCOMP_RET_ALLOW;
    case Verdict::kNoSuchCall:
      return SECCOMP_RET_ERRNO | ENOSYS;
    case Verdict::kNoAccess:
      return SECCOMP_RET_ERRNO | EACCES;
    case Verdict::kKill:
      break;
  }
  return SECCOMP_RET_KILL_PROCESS;
}

constexpr sock_filter Load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}

constexpr sock_filter Return(Verdict verdict) {
  return BPF_STMT(BPF_RET | BPF_K, ActionOf(verdict));
}

// Goes on with the next instruction, or after `skip` more.
constexpr sock_filter UnlessEqual(std::uint32_t value, std::uint8_t skip) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

// Where the lower half of an argument lies, on processors that put it first.
constexpr std::size_t OffsetOf(int argument) {
  return offsetof(seccomp_data, args) + (static_cast<std::size_t>(argument) * sizeof(std::uint64_t));
}

}  // namespace

Filter& Filter::For(long call, Verdict verdict) {
  rules_.push_back({.call = call, .then = verdict});
  return *this;
}

Filter& Filter::ForAll(std::span<const long> calls, Verdict verdict) {
  for (const long call : calls) For(call, verdict);
  return *this;
}

Filter& Filter::When(long call, Test test, Verdict then, Verdict otherwise) {
  rules_.push_back({call, true, test, then, otherwise});
  return *this;
}

std::vector<sock_filter> Filter::Program() const {
  std::vector<sock_filter> program = {
      Load(offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      Return(Verdict::kKill),
      Load(offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kOtherConvention, 0, 1),
      Return(Verdict::kKill),
  };
  for (const Rule& rule : rules_) {
    program.push_back(UnlessEqual(static_cast<std::uint32_t>(rule.call), rule.has_test ? 5 : 1));
    if (rule.has_test) {
      program.push_back(Load(OffsetOf(rule.test.argument)));
      program.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, rule.test.mask));
      program.push_back(UnlessEqual(rule.test.value, 1));
    }
    program.push_back(Return(rule.then));
    if (rule.has_test) program.push_back(Return(rule.otherwise));
  }
  program.push_back(Return(others_));
  return program;
}

Status Filter::Install() const {
  if (kArchitecture == 0) return Error{ErrorCode::kUnsupported, "no filter for this kind of processor"};
  std::vector<sock_filter> instructions = Program();
  const sock_fprog program{static_cast<unsigned short>(instructions.size()), instructions.data()};
  const long installed = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  if (installed == 0) return {};
  // More than zero is the id of a thread that has a filter of its own.
  const std::string why = installed > 0 ? "a thread has another filter" : std::strerror(errno);
  return Error{ErrorCode::kIo, "seccomp: " + why};
}

}  // namespace watchword::sandbox

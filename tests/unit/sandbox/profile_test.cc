// SPDX-License-Identifier: Apache-2.0
#include "sandbox/profile.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "unit/sandbox/in_profile.h"

namespace watchword::sandbox {
namespace {

using ProfileTest = InProfile;

TEST_F(ProfileTest, TheInstallerWritesBelowItsPlacesOnly) {
  const int wrote = AsInstaller([this] {
    const int file = ::open((inside_ + "/new").c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (file < 0 || ::write(file, "x", 1) != 1 || ::fsync(file) != 0) return 1;
    if (::rename((inside_ + "/new").c_str(), (inside_ + "/newer").c_str()) != 0) return 2;
    if (::mkdir((inside_ + "/gen").c_str(), 0700) != 0 || ::rmdir((inside_ + "/gen").c_str()) != 0) return 3;
    return ::unlink((inside_ + "/newer").c_str()) == 0 ? 0 : 4;
  });
  EXPECT_EQ(wrote, 0);
  if (!has_landlock_) return;
  EXPECT_EQ(AsInstaller([this] { return TryOpen(outside_ + "/new", O_WRONLY | O_CREAT); }), EACCES);
  EXPECT_EQ(AsInstaller([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsInstaller([this] { return Tried(::unlink((outside_ + "/secret").c_str())); }), EACCES);
}

TEST_F(ProfileTest, TheInstallerHasNoNetworkAndNoPrograms) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts()}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsInstaller(one.attempt), kKilled) << one.name;
  }
}

TEST_F(ProfileTest, TheInstallersChildrenMayGiveUpMore) {
  EXPECT_EQ(AsInstaller([] { return AsWorker([] { return 7; }); }), 7);
  EXPECT_EQ(AsInstaller([] { return -AsWorker([] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }); }),
            SIGSYS);
}

TEST_F(ProfileTest, TheFetcherHasNetworkAndThreadsAndReadsWhatItIsTold) {
  EXPECT_EQ(AsFetcher([] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }), 0);
  EXPECT_EQ(AsFetcher([] { return Tried(::socket(AF_INET, SOCK_DGRAM, 0)); }), 0);
  EXPECT_EQ(AsFetcher([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), 0);
  EXPECT_EQ(AsFetcher([] {
              int result = 1;
              std::thread([&result] { result = 0; }).join();
              return result;
            }),
            0);
  if (has_landlock_) {
    EXPECT_EQ(AsFetcher([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  }
}

TEST_F(ProfileTest, TheFetcherWritesNothingAndStartsNothing) {
  for (const int flags : {O_WRONLY, O_RDWR, O_WRONLY | O_CREAT, O_RDONLY | O_TRUNC})
    EXPECT_EQ(AsFetcher([this, flags] { return TryOpen(inside_ + "/pack", flags); }), EACCES) << flags;
  EXPECT_EQ(AsFetcher([this] { return Tried(::unlink((inside_ + "/pack").c_str())); }), kKilled);
  EXPECT_EQ(AsFetcher([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  for (const Attempt& one : ForbiddenAttempts()) EXPECT_EQ(AsFetcher(one.attempt), kKilled) << one.name;
}

TEST_F(ProfileTest, TheWorkerHasNothing) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts(), WritingAttempts(inside_)}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsWorker(one.attempt), kKilled) << one.name;
  }
  EXPECT_EQ(AsWorker([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  EXPECT_EQ(AsWorker([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsWorker([] { return std::vector<char>(1 << 20).size() == 1 << 20 ? 0 : 1; }), 0);
}

TEST_F(ProfileTest, TheWorkerUsesWhatIsOpen) {
  const int file = ::memfd_create("x", MFD_CLOEXEC);
  EXPECT_EQ(AsWorker([file] { return ::write(file, "abc", 3) == 3 ? 0 : 1; }), 0);
  struct stat facts {};
  EXPECT_EQ(::fstat(file, &facts), 0);
  EXPECT_EQ(facts.st_size, 3);
  ::close(file);
}

#ifdef __x86_64__
TEST_F(ProfileTest, CallsInAnotherConventionEndEveryProfile) {
  constexpr long kX32 = 0x40000000;
  const auto x32 = [] { return Tried(::syscall(kX32 | SYS_getpid)); };
  // getpid as 32-bit programs call it.
  const auto i386 = [] {
    long result = 20;
    asm volatile("int $0x80" : "+a"(result) : : "memory");
    return 0;
  };
  for (const std::function<int()>& call : {std::function<int()>(x32), std::function<int()>(i386)}) {
    EXPECT_EQ(AsHost(call), kKilled);
    EXPECT_EQ(AsInstaller(call), kKilled);
    EXPECT_EQ(AsFetcher(call), kKilled);
    EXPECT_EQ(AsWorker(call), kKilled);
  }
}
#endif

TEST_F(ProfileTest, SaysWhatIsInForce) {
  const int as_told = InChild([this] {
    const auto entered = EnterHost({inside_}, STDERR_FILENO);
    const bool all = entered && entered->network_denied && entered->exec_denied && entered->seccomp &&
                     entered->no_new_privs && entered->hidden_memory;
    if (!all) return 100;
    return entered->landlock;
  });
  EXPECT_EQ(as_told, LandlockVersion());
  const int fetcher = InChild([this] {
    const auto entered = EnterFetcher({inside_});
    return entered && !entered->network_denied && entered->exec_denied ? 0 : 1;
  });
  EXPECT_EQ(fetcher, 0);
}

// Makes the kernel answer some calls as an older one does.
bool AsKernelWithout(std::initializer_list<std::uint32_t> calls, std::uint32_t number) {
  std::vector<sock_filter> filter = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const std::uint32_t call : calls) {
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number));
  }
  filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

TEST_F(ProfileTest, WithoutLandlockItGoesOnAndSaysSo) {
  const int told = InChild([this] {
    if (!AsKernelWithout({444, 445, 446}, ENOSYS)) return 101;
    const auto entered = EnterHost({inside_}, STDERR_FILENO);
    if (!entered || entered->landlock != 0 || !entered->network_denied) return 102;
    return TryOpen("/etc/passwd", O_RDONLY);
  });
  EXPECT_EQ(told, 0) << "then any file can be read, and status says so";
}

TEST_F(ProfileTest, WithoutAFilterThereIsNoProfile) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int code = InChild([&] {
    if (!AsKernelWithout({SYS_seccomp}, EACCES)) return 101;
    const auto entered = EnterHost({inside_}, ends[1]);
    if (entered) return 102;
    const std::string& message = entered.error().message;
    return ::write(ends[1], message.data(), message.size()) > 0 ? static_cast<int>(entered.error().code)
                                                                : 103;
  });
  EXPECT_EQ(code, static_cast<int>(ErrorCode::kIo));
  std::array<char, 200> told{};
  const ssize_t size = ::read(ends[0], told.data(), told.size());
  EXPECT_EQ(std::string(told.data(), static_cast<std::size_t>(size)), "seccomp: Permission denied");
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace watchword::sandbox
